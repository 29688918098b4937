"""Targets: what is measured, and whether it is met. Plain functions."""
