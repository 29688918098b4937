"""Forms of nutrition."""
