"""Scrapy's own commands where newsbot has something to add: ``COMMANDS_MODULE`` in the settings."""
