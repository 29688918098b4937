"""Verbs that every register shares."""
