"""Verbs of the plan: each with its person, one transaction each."""
