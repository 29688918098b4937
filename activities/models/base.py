"""Whose work the tables of this application are."""

INFORMATION = ("DA5.TDA1",)
CADRES = ("DA6.TDA1",)
