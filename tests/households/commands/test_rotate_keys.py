"""Key rotation: everything is readable with the new key alone afterwards, and nothing is written without --commit."""

import json

import pytest
from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command

from camphucnam.audit.models import AuditEvent
from households.models import Member
from households.services.member import MemberData, member_add
from tests.households.factories import make_household

NUMBER = "001199000001"


@pytest.fixture
def member(officer, group) -> Member:
    household = make_household(group, officer, "Nguyễn Văn Ví Dụ")
    return member_add(household, MemberData("Lê Thị Ví Dụ", relation="Con", personal_id=NUMBER), by=officer)


def rotate(capsys, *words: str) -> dict:
    call_command("rotate_keys", *words, "--json")
    return json.loads(capsys.readouterr().out)


def test_rotation_leaves_the_new_key_enough(capsys, settings, member) -> None:
    old, new = settings.PERSONAL_DATA_KEYS, Fernet.generate_key().decode()
    settings.PERSONAL_DATA_KEYS = [new, *old]
    answer = rotate(capsys, "--commit")
    assert answer["committed"]
    assert answer["rotated"]["households.Member.personal_id"] == 1
    settings.PERSONAL_DATA_KEYS = [new]
    assert Member.objects.get(pk=member.pk).personal_id == NUMBER
    settings.PERSONAL_DATA_KEYS = old
    with pytest.raises(ImproperlyConfigured, match="PERSONAL_DATA_KEYS"):
        Member.objects.get(pk=member.pk)
    assert AuditEvent.objects.filter(action="keys_rotated").count() == 1


def test_a_dry_run_counts_and_writes_nothing(capsys, settings, member) -> None:
    old = settings.PERSONAL_DATA_KEYS
    settings.PERSONAL_DATA_KEYS = [Fernet.generate_key().decode(), *old]
    assert rotate(capsys)["rotated"]["households.Member.personal_id"] == 1
    settings.PERSONAL_DATA_KEYS = old
    assert Member.objects.get(pk=member.pk).personal_id == NUMBER
