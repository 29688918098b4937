"""Reading the registers of oversight."""
