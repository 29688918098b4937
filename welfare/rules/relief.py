"""The words of hunger relief, and how much rice a household gets."""

from decimal import Decimal

from camphucnam.kernel.enums import LabelledEnum


class ReliefKind(LabelledEnum):
    """Why rice is given."""

    TET = "tet", "Tết Nguyên đán"
    LEAN_SEASON = "lean_season", "Giáp hạt"
    DISASTER = "disaster", "Thiên tai, dịch bệnh, mất mùa"
    OTHER = "other", "Lý do khác"


MOST_MONTHS: dict[ReliefKind, str] = {ReliefKind.TET: "relief_months_tet", ReliefKind.DISASTER: "relief_months_disaster"}
"""The rate that says how many months may be given at most; kinds without one have no limit here."""


def kilograms(kg_per_person: Decimal, n_persons: int) -> Decimal:
    """Rice of a household in kg."""
    return kg_per_person * n_persons
