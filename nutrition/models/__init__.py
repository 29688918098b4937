"""Nutrition of children and pregnant women, kept by the health station."""

from nutrition.models.doses import Dose, VitaminARound
from nutrition.models.growth import GrowthMeasurement
from nutrition.models.pregnancy import AntenatalVisit, Pregnancy

__all__ = ["AntenatalVisit", "Dose", "GrowthMeasurement", "Pregnancy", "VitaminARound"]
