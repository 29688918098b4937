"""Pure rules of money and grants."""
