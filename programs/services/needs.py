"""Needs that agencies are told in their own work."""

from django.db import transaction

from camphucnam.accounts.models import User
from camphucnam.kernel.errors import NotAllowed
from households.models import Household, Need
from households.services.needs import NeedData, need_express
from programs.policies import need_kinds


@transaction.atomic
def need_tell(household: Household, data: NeedData, *, by: User) -> Need:
    """A need of a kind that the person's agency answers, of a household that it may serve. NotAllowed for other kinds."""
    if data.kind not in need_kinds(by, household.ward_id):
        raise NotAllowed(f"Nhu cầu “{data.kind.label}” không thuộc phần việc của đơn vị bạn. Báo cán bộ LĐTBXH hoặc tổ trưởng ghi.")
    return need_express(household, data, by=by)
