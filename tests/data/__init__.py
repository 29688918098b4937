"""Builders of input files for tests and journeys. Every person in them is invented."""
