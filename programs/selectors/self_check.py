"""What the public self-check reads: wards with their names, and what their plan gives to a class. Nothing personal, nothing written."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from camphucnam.accounts.models import Ward, WardProfile
from programs.models import Plan, Policy, SubProject, SupportContent
from programs.rules.by_class import Benefit, benefits_of
from programs.rules.words import BeneficiaryClass, PlanState
from programs.selectors.eligibility import plan_rules


@dataclass(frozen=True, slots=True)
class Offer:
    """A (sub-)project or policy: whom of the class it is for, and what it gives in the plan's words."""

    name: str
    benefits: list[Benefit]
    gives: list[str]


@dataclass(frozen=True, slots=True)
class PublicWard:
    """A ward as its visitors know it."""

    code: str
    profile: WardProfile


def public_wards(on: date) -> list[PublicWard]:
    """Every ward that has a name, in alphabetical order."""
    wards = [ward for ward in Ward.objects.prefetch_related("profiles") if ward.profiles.all()]
    return sorted((PublicWard(ward.code, ward.profile_on(on)) for ward in wards), key=lambda item: item.profile.name)


def public_plan(ward_code: str) -> Plan | None:
    """The newest plan that the ward has issued; drafts are not for the public."""
    issued = Plan.objects.filter(ward__code=ward_code, state=PlanState.ISSUED)
    plan: Plan | None = issued.order_by("-year", "-version_number").first()
    return plan


def offers(plan: Plan, household_class: BeneficiaryClass, on: date) -> list[Offer]:
    """What the plan gives to the class, by (sub-)project and policy."""
    rules = plan_rules(plan)
    contents = Prefetch("contents", SupportContent.objects.current())
    subprojects = SubProject.objects.current().filter(project__programme__plan=plan).order_by("project__order", "order")
    subprojects = subprojects.select_related("project").prefetch_related(contents)
    policies = Policy.objects.current().filter(plan=plan).order_by("order")
    things = [
        *((item.code, item.full_name, [content.text for content in item.contents.all()]) for item in subprojects),
        *((item.code, item.name, [paragraph["text"] for paragraph in item.paragraphs]) for item in policies),
    ]
    found = [Offer(name, benefits_of(rules.by_code.get(code, []), household_class, on), gives) for code, name, gives in things]
    return [offer for offer in found if offer.benefits]
