"""load_reference: the ward, plan and targets from their files; a dry run and a second run write nothing."""

import json

import pytest
from django.core.management import call_command

from camphucnam.accounts.models import Ward
from indicators.models import Target
from programs.models import Plan

pytestmark = pytest.mark.django_db


def load(capsys, *words: str) -> dict[str, int]:
    call_command("load_reference", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_first_load_adds_second_changes_nothing(capsys) -> None:
    first = load(capsys, "--plan", "2023", "--commit")
    assert first.keys() == {"created", "updated", "unchanged", "retired"}
    assert first["created"] > 200
    ward = Ward.objects.get()
    assert (Plan.objects.get(ward=ward).year, Target.objects.filter(ward=ward).count()) == (2023, 17)
    assert load(capsys, "--commit") == {"created": 0, "updated": 0, "unchanged": first["created"] - 1, "retired": 0}


def test_dry_run_counts_and_writes_nothing(capsys) -> None:
    assert load(capsys)["created"] > 200
    assert not Ward.objects.exists()
    assert not Plan.objects.exists()
