"""Who wrote a story and where it was filed: bylines, closing credits, credit lines and datelines.

Pure functions on text as a page prints it: no HTML, no network. None of them raises on any ``str``.
"""

from __future__ import annotations

from newsbot.credits.agencies import is_agency, is_desk, is_site_name
from newsbot.credits.bylines import Credits, parse_byline, read_credit_line
from newsbot.credits.datelines import DatelineMatch, read_dateline
from newsbot.credits.signoffs import Signoff, read_signoff

__all__ = [
    "Credits",
    "DatelineMatch",
    "Signoff",
    "is_agency",
    "is_desk",
    "is_site_name",
    "parse_byline",
    "read_credit_line",
    "read_dateline",
    "read_signoff",
]
