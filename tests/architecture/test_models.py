"""What every model of ours declares."""

import pytest
from django.apps import apps
from django.db import models

from tests.architecture.test_sizes import APPS

LEVELS = {"open", "office", "personal", "sensitive", "secret"}
OURS = [model for model in apps.get_models() if model.__module__.split(".")[0] in APPS]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_every_field_says_how_private_it_is(model: type[models.Model]) -> None:
    declared = vars(model).get("privacy")
    assert declared is not None, "declare privacy = {field: open | office | personal | sensitive | secret}"
    names = {field.name for field in model._meta.concrete_fields} | {field.name for field in model._meta.many_to_many}
    assert set(declared) == names
    assert set(declared.values()) <= LEVELS


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_constraints_speak_to_people(model: type[models.Model]) -> None:
    """A refused value is explained in Vietnamese, not by the name of a constraint."""
    silent = [
        constraint.name
        for constraint in model._meta.constraints
        if constraint.violation_error_message == models.BaseConstraint.default_violation_error_message
    ]
    assert not silent, "add violation_error_message"
