"""Reads of nutrition."""
