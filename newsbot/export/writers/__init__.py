"""One writer a family of formats."""
