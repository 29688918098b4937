"""A statutory form alone: collected, checked, and as a document of its own."""

from dataclasses import dataclass
from datetime import date

from camphucnam.accounts.models import Ward
from reports.definitions.base import Check, Form
from reports.layout import Document, Letterhead
from reports.registry import FORMS, checks_of, collect_forms, form_type
from reports.rules.facts import RegisterFacts
from reports.selectors.programme import office_on
from reports.selectors.reading import one_reading
from reports.selectors.register import load_facts


@dataclass(frozen=True, slots=True)
class FormAnswer:
    """A filled-in form with the identities that speak about it, and the forms it is checked against."""

    form: Form
    checks: tuple[Check, ...]
    facts: RegisterFacts


def form_collect(ward: Ward, number: int, first_day: date, last_day: date, *, provisional: bool = False) -> FormAnswer:
    """Fill in one form; DomainError for a number that has none."""
    form_type(number)
    with one_reading():
        facts = load_facts(ward, first_day, last_day)
    forms, checks = collect_forms(facts, provisional=provisional)
    return FormAnswer(forms[number], tuple(checks_of(number, checks)), facts)


def form_document(ward: Ward, form: Form) -> Document:
    """The form under the ward's letterhead, without running text."""
    office = office_on(ward, form.last_day)
    sheet = FORMS[form.number].sheet(form)
    head = Letterhead(office.parent, office.authority, f"UBND {office.name}", office.symbol, office.place)
    return Document(
        "",
        form.title,
        head,
        "",
        (),
        (),
        "",
        (),
        office.signing_lines,
        office.signer_name,
        (sheet,),
        form.last_day,
        form.provisional,
        office.is_demo,
    )
