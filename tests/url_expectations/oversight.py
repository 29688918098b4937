"""Addresses of oversight."""

from tests.url_expectations import Row

ORDER = 10  # the plan is there
EXPECTED: dict[str, Row] = {}
