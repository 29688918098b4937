"""Verbs of nutrition."""
