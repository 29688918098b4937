"""Where a row is shown, and where its next step and its voiding are written."""

from typing import Any

from django.urls import reverse

from livelihoods.models import (
    Enrolment,
    GroupMember,
    GroupTraining,
    JobSeeker,
    JobSupport,
    LinkageContract,
    LivelihoodModel,
    Loan,
    LoanBalance,
    LoanConfirmation,
    LoanExtension,
    LoanUseCheck,
    ModelIncome,
    ModelInput,
    ModelParticipant,
    Placement,
    ProductionGroup,
    Referral,
    SeasonResult,
    Vacancy,
    VocationalClass,
    WorkAbroad,
)
from registers.models import Kept

# Word of the address → table. Only these can be stepped or voided by address.
KINDS: dict[str, type[Kept]] = {
    "nguoi-tim-viec": JobSeeker,
    "ho-tro": JobSupport,
    "vi-tri": Vacancy,
    "gioi-thieu": Referral,
    "nhan-viec": Placement,
    "nuoc-ngoai": WorkAbroad,
    "lop-nghe": VocationalClass,
    "hoc-vien": Enrolment,
    "mo-hinh": LivelihoodModel,
    "ho-tham-gia": ModelParticipant,
    "dau-vao": ModelInput,
    "thu-nhap": ModelIncome,
    "to-san-xuat": ProductionGroup,
    "thanh-vien-to": GroupMember,
    "lien-ket": LinkageContract,
    "mua-vu": SeasonResult,
    "tap-huan-to": GroupTraining,
    "xac-nhan-vay": LoanConfirmation,
    "mon-vay": Loan,
    "du-no": LoanBalance,
    "gia-han": LoanExtension,
    "kiem-tra-von": LoanUseCheck,
}
_WORDS = {model: word for word, model in KINDS.items()}
_PAGES: dict[type[Kept], str] = {
    JobSeeker: "livelihoods:seeker",
    Vacancy: "livelihoods:vacancy",
    WorkAbroad: "livelihoods:abroad",
    VocationalClass: "livelihoods:class",
    LivelihoodModel: "livelihoods:model",
    ProductionGroup: "livelihoods:group",
    LoanConfirmation: "livelihoods:confirmation",
    Loan: "livelihoods:loan",
}
_ROOTS = ("seeker", "vocational_class", "model", "group", "loan")


def _root(row: Kept) -> tuple[type[Kept], int]:
    """The table and key of the row on whose page this one is shown. No query."""
    if type(row) in _PAGES:
        return type(row), row.pk
    name = next(name for name in _ROOTS if hasattr(row, f"{name}_id"))
    table: Any = type(row)._meta.get_field(name).related_model
    return table, getattr(row, f"{name}_id")


def page_of(row: Kept) -> str:
    """Address of the page that shows the row."""
    table, pk = _root(row)
    return reverse(_PAGES[table], args=[pk])


def root_name(row: Kept) -> str:
    """What the record is called on whose page the row is shown."""
    return str(row if type(row) in _PAGES else next(getattr(row, name) for name in _ROOTS if hasattr(row, f"{name}_id")))


def step_url(row: Kept) -> str:
    """Address of the next step."""
    return reverse("livelihoods:step", args=[_WORDS[type(row)], row.pk])


def void_url(row: Kept) -> str:
    """Address of voiding."""
    return reverse("livelihoods:void", args=[_WORDS[type(row)], row.pk])


def add_url(kind: type[Kept], parent: Kept | None = None) -> str:
    """Address of the form for a new row, on a parent where the table has one."""
    word = _WORDS[kind]
    return reverse("livelihoods:add_to", args=[word, parent.pk]) if parent else reverse("livelihoods:add", args=[word])
