"""Reading the registers of livelihood models and production groups."""

from django.db.models import Count, Q, QuerySet, Sum

from camphucnam.accounts.models import User
from livelihoods.models import LivelihoodModel, ModelIncome, ModelInput, ModelParticipant, ProductionGroup
from livelihoods.rules.incomes import IncomeFact, IncomeLine, income_lines
from registers.querysets import KeptQuerySet


def models_of(user: User, ward_id: int) -> KeptQuerySet:
    """Models with how many households take part and how often they were repeated."""
    rows = LivelihoodModel.objects.visible_to(user).in_ward(ward_id).select_related("leader__household", "copy_of")
    return rows.annotate(
        n_households=Count("participants__household", filter=Q(participants__voided_at__isnull=True), distinct=True),
        n_copies=Count("copies", filter=Q(copies__voided_at__isnull=True), distinct=True),
    )


def participants(model: LivelihoodModel) -> QuerySet[ModelParticipant]:
    """Households that take or took part."""
    return ModelParticipant.objects.counting().filter(model=model).select_related("household__group")


def inputs(model: LivelihoodModel) -> QuerySet[ModelInput]:
    """What was given, with its grants."""
    return ModelInput.objects.counting().filter(model=model).select_related("household", "grant__line")


def value_given(model: LivelihoodModel) -> int | None:
    """Value of all inputs whose value is known, in đồng; None where none is."""
    found: int | None = ModelInput.objects.counting().filter(model=model).aggregate(total=Sum("value_dong"))["total"]
    return found


def incomes(model: LivelihoodModel) -> QuerySet[ModelIncome]:
    """Incomes as they were asked for."""
    return ModelIncome.objects.counting().filter(model=model).select_related("household")


def income_comparison(rows: QuerySet[ModelIncome]) -> list[IncomeLine]:
    """Per household the last income before and the newest after."""
    return income_lines(
        IncomeFact(row.household_id, row.household.code, row.household.head_name, row.moment, row.asked_on, row.amount_dong) for row in rows
    )


def groups_of(user: User, ward_id: int) -> KeptQuerySet:
    """Production groups with members and contracts."""
    return (
        ProductionGroup.objects.visible_to(user)
        .in_ward(ward_id)
        .annotate(
            n_members=Count("members__household", filter=Q(members__voided_at__isnull=True, members__to_on__isnull=True), distinct=True),
            n_linkages=Count("linkages", filter=Q(linkages__voided_at__isnull=True), distinct=True),
        )
    )
