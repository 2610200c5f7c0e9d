"""One spider an outlet: ``scrapy list`` shows them.

Scrapy imports this module before it knows which command to run, so that what is wrong with a user's own outlet files is told
here in one line each, and the spiders that can be made are made.
"""

from __future__ import annotations

import sys

from newsbot.errors import UsageError
from newsbot.spiders.factory import spider_class
from newsbot.terminal import one_line
from newsbot.usable_outlets import usable

try:
    _found, _broken = usable()
except UsageError as error:
    _found, _broken = [], [str(error)]
# Scrapy's log is off while it lists
sys.stderr.writelines(f"warning: {one_line(trouble)}\n" for trouble in _broken)

globals().update({cls.__name__: cls for cls in (spider_class(outlet, __name__) for outlet in _found)})
