"""Reading the registers of the regular policies."""
