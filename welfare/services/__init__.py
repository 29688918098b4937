"""Verbs of the regular policies."""
