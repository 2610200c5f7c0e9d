"""What accompanies a crawl: counting and judging it, and showing how far it is."""
