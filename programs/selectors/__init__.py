"""Reads of the plan: typed answers."""
