"""Whose work the tables of this application are."""

JOBS = ("DA4.TDA2", "CS6")
TRAINING = ("DA4.TDA1", "CS6")
MODELS = ("DA2",)
GROUPS = ("DA3.TDA1",)
CREDIT = ("CS1",)
MARKET = ("DA4.TDA2",)
