"""Liputan6.com (KLY)."""

from newsbot.outlets.base import Outlet

OUTLET = Outlet(name="liputan6", title="Liputan6", domains=("liputan6.com",), group="KLY")
