"""Only articles that are whole and possible are kept."""

from __future__ import annotations

from newsbot.items import Article
from newsbot.pipelines import Dropped
from newsbot.validity import RULES


class Validate:
    """Drops what no reader could use, under the name of the first rule it breaks."""

    def process_item(self, item: Article) -> Article:
        """Scrapy's hook."""
        for rule in RULES:
            if rule.holds(item):
                raise Dropped(rule.reason)
        return item
