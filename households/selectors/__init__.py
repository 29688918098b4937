"""Reads of the register: typed answers for a day."""
