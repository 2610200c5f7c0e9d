"""What stands between the spiders and the web, one concern a file."""
