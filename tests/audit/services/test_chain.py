"""The log is append-only, and its chain shows what a stronger hand changed all the same."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from camphucnam.accounts import journal
from camphucnam.audit import guards
from camphucnam.audit.actions import Action
from camphucnam.audit.models import AuditEvent, ChainHead
from camphucnam.audit.services import find_breaks, record
from camphucnam.audit.words import shown, word_for


@pytest.fixture
def events(officer, ward) -> list[AuditEvent]:
    return [record(Action.LIST_EXPORTED, by=officer, ward_id=ward.pk, target_label=f"dòng {n}") for n in range(5)]


@pytest.fixture
def guarded(db) -> None:
    """The triggers of the migration, which the test database otherwise does without."""
    guards.install(connection)


# SQLite empties a table by a DELETE without a condition.
EMPTYING = {"postgresql": "TRUNCATE audit_auditevent", "sqlite": "DELETE FROM audit_auditevent WHERE true"}


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_auditevent SET actor_name = 'x'", "DELETE FROM audit_auditevent WHERE seq = 3", EMPTYING]
)
def test_database_refuses_to_change_the_log(events, guarded, statement):
    statement = statement if isinstance(statement, str) else statement[connection.vendor]
    with pytest.raises(DatabaseError, match=guards.REFUSAL), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.count() == 5
    record(Action.LIST_EXPORTED, by=None, ward_id=events[0].ward_id)
    guards.remove(connection)
    AuditEvent.objects.all().delete()


def test_untouched_chain_holds(events, ward):
    assert find_breaks(ward.pk) == []


@pytest.mark.parametrize("tamper", ["change", "delete", "insert", "swap", "cut the tail", "drop the head"])
def test_tampering_is_found(events, ward, tamper):
    rows = AuditEvent.objects.filter(ward_id=ward.pk)
    third = rows.get(seq=3)
    if tamper == "change":
        rows.filter(seq=3).update(details={"x": 1})
    elif tamper == "delete":
        rows.filter(seq=3).delete()
    elif tamper == "insert":
        third.pk, third.seq = None, 6
        third.save(force_insert=True)
    elif tamper == "swap":
        rows.filter(seq=3).update(seq=99)
        rows.filter(seq=4).update(seq=3)
        rows.filter(seq=99).update(seq=4)
    elif tamper == "cut the tail":
        rows.filter(seq=5).delete()
    else:
        ChainHead.objects.all().delete()
    assert find_breaks(ward.pk)


def test_command_says_where_it_breaks(events, ward, capsys):
    call_command("verify_audit", "--json")
    assert json.loads(capsys.readouterr().out) == {"chains": [{"ward": ward.code, "events": 5, "breaks": []}]}
    AuditEvent.objects.filter(seq=3).update(actor_name="kẻ khác")
    with pytest.raises(CommandError, match="đứt ở dòng 3") as refused:
        call_command("verify_audit", "--json")
    assert refused.value.returncode == 1
    assert json.loads(capsys.readouterr().out)["chains"][0]["breaks"] == [3]


def test_a_rolled_back_deed_leaves_no_line(officer, ward):
    with transaction.atomic():
        record(Action.LIST_EXPORTED, by=officer, ward_id=ward.pk)
        transaction.set_rollback(True)
    assert not AuditEvent.objects.exists()
    assert find_breaks(ward.pk) == []


def test_verbs_of_accounts_are_actions(officer, ward):
    for verb in (
        "signed_in",
        "signed_out",
        "sign_in_failed",
        "person_added",
        "person_changed",
        "role_granted",
        "role_ended",
        "password_changed",
    ):
        journal.record(verb, by=officer, ward_id=ward.pk)
        assert Action(verb).label


def test_details_have_words():
    assert word_for("ly_do") == "Lý do"
    assert word_for("chua_biet") == "Chua biet"
    assert shown([True, None, {"tu_ngay": "01/01/2023"}]) == "có, không, Từ ngày: 01/01/2023"
