"""Whose work the tables of this application are (names in programs/data/work.toml)."""

MONEY = ("FUNDS", "FUND_DRIVE")
