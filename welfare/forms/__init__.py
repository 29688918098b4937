"""Forms of the regular policies."""
