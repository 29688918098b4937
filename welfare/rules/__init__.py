"""Rules of the regular policies."""
