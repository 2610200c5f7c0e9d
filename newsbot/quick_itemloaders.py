"""Item loaders without the start-up cost of Scrapy.

itemadapter imports all of Scrapy, where it is installed, to know its item classes: 0.3 s that one saved page has no use for.
Here it is imported without, and recognises Scrapy's items as soon as somebody else has imported Scrapy. In a crawl Scrapy is
there first, and nothing is done.
"""

from __future__ import annotations

import sys
from collections import deque
from typing import Any

if "itemadapter" not in sys.modules and "scrapy" not in sys.modules:
    sys.modules["scrapy"] = None  # type: ignore[assignment]
    try:
        from itemadapter.adapter import ItemAdapter, ScrapyItemAdapter
    finally:
        del sys.modules["scrapy"]

    class LateScrapyItemAdapter(ScrapyItemAdapter):
        """Scrapy's items, from the moment Scrapy is imported."""

        @classmethod
        def is_item_class(cls, item_class: type) -> bool:
            scrapy_item = sys.modules.get("scrapy.item")
            return scrapy_item is not None and issubclass(item_class, scrapy_item.Item)

        @classmethod
        def is_item(cls, item: Any) -> bool:
            return cls.is_item_class(type(item))

    ItemAdapter.ADAPTER_CLASSES = deque([LateScrapyItemAdapter, *ItemAdapter.ADAPTER_CLASSES])

from itemloaders import ItemLoader

__all__ = ["ItemLoader"]
