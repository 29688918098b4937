"""Pure rules of activities."""
