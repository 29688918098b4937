"""Scope of oversight. Whoever inspects or supervises reads all of it; an agency what is addressed to it, and nothing else; who
sees figures only follows the plan, the recommendations and the evaluation."""

from typing import Self

from django.db.models import Case, IntegerField, OuterRef, Q, Subquery, Value, When
from django.utils import timezone

from camphucnam.accounts.models import User
from camphucnam.accounts.roles import Permission
from oversight.rules.words import KIND_CODES, Verdict
from programs.policies import can_read
from programs.querysets import own_agencies
from registers.querysets import KeptQuerySet

CODES = tuple(sorted({code for codes in KIND_CODES.values() for code in codes}))
"""All works of oversight."""


def reading_wards(user: User) -> list[int]:
    """Wards whose visits, with the households in them, the person reads: who reads the ward's list, and who inspects or supervises."""
    wanted = (Permission.VIEW_REGISTER, Permission.EDIT_PLAN, Permission.NOTE_PROGRESS)
    wards = {ward for permission in wanted for ward in user.ward_ids_with(permission)}
    return sorted(ward for ward in wards if can_read(user, ward, *CODES))


def following_wards(user: User) -> list[int]:
    """Those, and wards whose figures the person sees."""
    return sorted({*reading_wards(user), *user.ward_ids_with(Permission.VIEW_FIGURES)})


class VisitQuerySet(KeptQuerySet):
    """Visits and what hangs on them."""

    def visible_to(self, user: User) -> Self:
        """Rows of wards whose visits the person reads."""
        return self.filter(ward__in=reading_wards(user))


class FollowedQuerySet(KeptQuerySet):
    """Rows without a household: the plan of the year and its evaluation."""

    def visible_to(self, user: User) -> Self:
        """Rows of wards that the person follows."""
        return self.filter(ward__in=following_wards(user))


class RecommendationQuerySet(KeptQuerySet):
    """Recommendations."""

    def visible_to(self, user: User) -> Self:
        """Those of wards that the person follows, and counting ones that are addressed to the person's agency."""
        addressed = Q(agency__in=own_agencies(user), voided_at__isnull=True, visit__voided_at__isnull=True)
        return self.filter(Q(ward__in=following_wards(user)) | addressed)

    def addressed_to(self, user: User) -> Self:
        """Counting ones addressed to an agency of the person."""
        return self.counting().filter(agency__in=own_agencies(user), visit__voided_at__isnull=True)

    def with_state(self) -> Self:
        """With ``last_verdict`` (None without an answer, empty while it is not judged) and ``urgency``: 0 overdue, 1 the agency
        owes an answer, 2 answered, 3 accepted."""
        answers = self.model._meta.get_field("answers").related_model.objects
        newest = answers.counting().filter(recommendation=OuterRef("pk")).order_by("-answered_on", "-pk")
        rows = self.annotate(
            last_verdict=Subquery(newest.values("verdict")[:1]), last_answered_on=Subquery(newest.values("answered_on")[:1])
        )
        owes = Q(last_verdict__isnull=True) | Q(last_verdict=Verdict.RETURNED)
        urgency = Case(
            When(owes & Q(due_on__lt=timezone.localdate()), then=Value(0)),
            When(owes, then=Value(1)),
            When(last_verdict="", then=Value(2)),
            default=Value(3),
            output_field=IntegerField(),
        )
        return rows.annotate(urgency=urgency)


class AnswerQuerySet(KeptQuerySet):
    """Answers and reminders: whoever reads the visits, and the agency addressed."""

    def visible_to(self, user: User) -> Self:
        """Rows of recommendations that the person reads in full."""
        addressed = Q(
            recommendation__agency__in=own_agencies(user),
            recommendation__voided_at__isnull=True,
            recommendation__visit__voided_at__isnull=True,
        )
        return self.filter(Q(ward__in=reading_wards(user)) | addressed)
