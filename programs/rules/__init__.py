"""Plain rules of the plan: words, data file, eligibility."""
