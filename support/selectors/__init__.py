"""Reads of money and grants."""
