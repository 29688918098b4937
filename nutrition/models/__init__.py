"""Nutrition of children, mothers and pregnant women, kept by the health station."""
