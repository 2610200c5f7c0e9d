"""What happens to an article between the spider and the disk, one concern a file, in the order of ``ITEM_PIPELINES``."""

from __future__ import annotations

from scrapy.exceptions import DropItem


class Dropped(DropItem):
    """An article that is not kept.

    :param reason: the name it is counted under, as ``newsbot/dropped/<reason>``.
    :param detail: what a person may want to know.
    """

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason} ({detail})" if detail else reason)
        self.reason = reason
