"""Regular policies: health insurance, education, legal aid, housing, social assistance, hunger relief."""
