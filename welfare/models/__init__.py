"""Tables of the regular policies."""

from welfare.models.assistance import AssistanceCase
from welfare.models.education import SchoolSupport
from welfare.models.housing import HousingCase, HousingFile, HousingMoney
from welfare.models.insurance import InsuranceBatch, InsuranceLine
from welfare.models.legal import LegalAidCase
from welfare.models.rates import WelfareRate
from welfare.models.relief import ReliefLine, ReliefRound

__all__ = [
    "AssistanceCase",
    "HousingCase",
    "HousingFile",
    "HousingMoney",
    "InsuranceBatch",
    "InsuranceLine",
    "LegalAidCase",
    "ReliefLine",
    "ReliefRound",
    "SchoolSupport",
    "WelfareRate",
]
