"""The statutory forms that can be filled in, by number."""

from camphucnam.kernel.errors import DomainError
from reports.definitions import form1, form2, form3, form4, form5, form6, form7
from reports.definitions.base import Check, Form, FormType
from reports.definitions.checks import check_forms
from reports.rules.facts import RegisterFacts

FORMS: dict[int, FormType] = {module.FORM.number: module.FORM for module in (form1, form2, form3, form4, form5, form6, form7)}
ALL_NUMBERS = range(1, 16)
"""The fifteen forms in use; those without a module are refused with a sentence."""


def form_type(number: int) -> FormType:
    """The form with this number; DomainError when it is not among those that can be filled in."""
    if number not in FORMS:
        if number in ALL_NUMBERS:
            raise DomainError(f"Biểu {number} chưa lập được từ hệ thống. Hiện lập được các biểu 1 đến {max(FORMS)}.")
        raise DomainError(f"Không có biểu số {number}. Các biểu được đánh số từ 1 đến {ALL_NUMBERS[-1]}.")
    return FORMS[number]


def collect_forms(facts: RegisterFacts, *, provisional: bool) -> tuple[dict[int, Form], list[Check]]:
    """Every form and every identity, from one reading of the register."""
    forms = {number: kind.collect(facts, provisional) for number, kind in FORMS.items()}
    return forms, check_forms(forms, facts)


def checks_of(number: int, checks: list[Check]) -> list[Check]:
    """The identities that speak about one form."""
    return [check for check in checks if number in check.forms]
