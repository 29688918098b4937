"""Money and what was given with it: funding, grants, who is entitled and was not served."""
