"""Whose work the tables of this application are (local codes of the plan)."""

RATES = ("WELFARE_RATES",)  # no agency does this work: it is the officer's
INSURANCE = ("CS2", "INSURANCE")
EDUCATION = ("CS3",)
LEGAL_AID = ("CS4",)
HOUSING = ("CS5",)
ASSISTANCE = ("CS7",)
ALL = (*INSURANCE, *EDUCATION, *LEGAL_AID, *HOUSING, *ASSISTANCE)
