"""Indonesia's time zones, which know no summer time (Keputusan Presiden 41/1987)."""

from __future__ import annotations

from datetime import timedelta, timezone

WIB = timezone(timedelta(hours=7), "WIB")
"""Western Indonesian time, that of Jakarta: the fixed offset +07:00."""
WITA = timezone(timedelta(hours=8), "WITA")
"""Central Indonesian time, the fixed offset +08:00."""
WIT = timezone(timedelta(hours=9), "WIT")
"""Eastern Indonesian time, the fixed offset +09:00."""
