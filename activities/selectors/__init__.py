"""Reading of activities."""
