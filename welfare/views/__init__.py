"""Pages of the regular policies."""
