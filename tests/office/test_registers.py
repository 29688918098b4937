"""The working registers and the targets speak of the same figures."""

import html
from datetime import date

import pytest
from django.urls import reverse

from camphucnam.office.registers import REGISTERS
from indicators.rules.measures.entered import ENTERED
from tests.programs.factories import join, load_plan

YEAR = (date(2023, 1, 1), date(2023, 12, 31))


def test_targets_are_measured_by_lines_that_some_register_promises() -> None:
    promised = [code for item in REGISTERS for code in item.measures]
    assert sorted(promised) == sorted(set(promised)), "one register a measure, or two figures under one name"
    assert set(promised) <= set(ENTERED)


def test_a_register_that_promises_a_line_gives_it(ward) -> None:
    for item in REGISTERS:
        lines = {line.code for line in item.results(ward.pk, *YEAR)} if item.results and item.measures else set()
        assert set(item.measures) <= lines, item.label


def test_a_ward_without_records_has_no_figures_and_never_zeros(ward) -> None:
    for item in REGISTERS:
        for line in item.results(ward.pk, *YEAR) if item.results else ():
            assert line.value is None, f"{item.label}: {line.code}"


AGENCIES = ("LDTBXH", "TCKH", "TYT", "DCDT", "TRUONG", "VHTT", "TPHT", "MTTQ", "BCD")


@pytest.mark.parametrize("code", AGENCIES)
def test_an_agency_is_shown_exactly_the_registers_that_open_to_it(ward, agency_member, client_of, code: str) -> None:
    load_plan(ward)
    join(agency_member, ward, code)
    browser = client_of(agency_member)
    shown = html.unescape(browser.get(reverse("programs:registers")).content.decode())
    for url in {reverse(item.url_name) for item in REGISTERS}:
        listed, opens = f'class="desk-name" href="{url}"' in shown, browser.get(url).status_code == 200
        assert listed == opens, f"{code}: {url} {'is listed and does not open' if listed else 'opens and is not listed'}"


def test_the_officer_finds_every_register(ward, officer, client_of) -> None:
    load_plan(ward)
    shown = html.unescape(client_of(officer).get(reverse("programs:registers")).content.decode())
    assert not [item.label for item in REGISTERS if f'href="{reverse(item.url_name)}"' not in shown]


def test_every_register_shown_to_a_signer_opens(ward, signer, client_of) -> None:
    load_plan(ward)
    browser = client_of(signer)
    shown = html.unescape(browser.get(reverse("programs:registers")).content.decode())
    desk = html.unescape(browser.get(reverse("programs:desk", args=["CS4"])).content.decode())
    for url in {reverse(item.url_name) for item in REGISTERS}:
        listed = f'class="desk-name" href="{url}"' in shown + desk
        assert not listed or browser.get(url).status_code == 200, f"{url} is listed and does not open"
    assert reverse("welfare:legal_aid") not in shown + desk
