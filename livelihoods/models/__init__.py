"""Livelihood models, production groups, vocational training, jobs and credit."""
