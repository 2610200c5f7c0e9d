"""Scrapy's own feeds (``-O out.jsonl``, ``FEEDS``) with newsbot's records: ``exporters.py`` writes them, ``storages.py`` keeps files whole."""
