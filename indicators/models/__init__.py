"""Targets and what was achieved."""

from indicators.models.observation import Observation
from indicators.models.target import Indicator, Target

__all__ = ["Indicator", "Observation", "Target"]
