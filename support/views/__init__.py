"""Pages of money and grants."""
