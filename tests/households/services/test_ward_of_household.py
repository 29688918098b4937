"""Periods and assessments repeat the ward of their household; the database refuses any other."""

import pytest
from django.db import DatabaseError, transaction

from camphucnam.accounts.models import Ward
from households.models import Assessment, Household, ResidentialGroup, StatusPeriod
from tests.households.factories import make_households


@pytest.fixture
def stored(group: ResidentialGroup) -> Household:
    return make_households(group, 1)[0]


@pytest.mark.parametrize("model", [StatusPeriod, Assessment])
def test_a_row_cannot_be_moved_to_another_ward(model, stored: Household, other_ward: Ward) -> None:
    with pytest.raises(DatabaseError, match="ward_of_household"), transaction.atomic():
        model.objects.filter(household=stored).update(ward=other_ward)


@pytest.mark.parametrize("model", [StatusPeriod, Assessment])
def test_a_row_cannot_be_added_for_another_ward(model, stored: Household, other_ward: Ward) -> None:
    row = model.objects.get(household=stored)
    model.objects.all().delete()
    row.pk, row.ward = None, other_ward
    with pytest.raises(DatabaseError, match="ward_of_household"), transaction.atomic():
        model.objects.bulk_create([row])
    row.ward = stored.ward
    model.objects.bulk_create([row])
