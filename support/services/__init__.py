"""Writes of money and grants."""
