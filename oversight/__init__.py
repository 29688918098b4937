"""Supervision of the programme: inspections, findings, recommendations and their follow-up."""
