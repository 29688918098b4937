"""Forms of money and grants."""
