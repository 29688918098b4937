"""The demonstration ward: deterministic, obviously invented, marked on every page."""
