"""Rules of oversight: plain functions, no framework."""
