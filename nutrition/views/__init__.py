"""Pages of nutrition."""
