"""What an activity serves, as one choice: a (sub-)project, one of its contents, or a policy."""

from typing import Any

from django import forms
from django.utils.text import Truncator

from activities.models import Activity
from activities.selectors.activities import own_subjects
from camphucnam.accounts.models import User
from programs.models import Policy, SubProject, SupportContent

SUBPROJECT, POLICY, CONTENT = "da", "cs", "nd"
CONTENT_WORDS = 18
NO_SUBJECT = "Không thuộc dự án, chính sách nào"


def subject_choices(user: User, ward_id: int) -> list[tuple[str, Any]]:
    """(Sub-)projects, their contents, and policies for which the person may plan, as one list."""
    subprojects, policies = own_subjects(user, ward_id)
    contents = (
        SupportContent.objects.current().filter(subproject__in=subprojects).order_by("subproject__project__order", "subproject", "order")
    )
    found: list[tuple[str, Any]] = [("", NO_SUBJECT)]
    found.append(("Dự án, tiểu dự án", [(f"{SUBPROJECT}{row.pk}", f"{row.code} {row.name}") for row in subprojects]))
    for row in subprojects:
        own = [(f"{CONTENT}{item.pk}", content_label(item)) for item in contents if item.subproject_id == row.pk]
        found += [(f"Riêng một nội dung của {row.code}", own)] if own else []
    found.append(("Chính sách", [(f"{POLICY}{row.pk}", f"{row.code} {row.name}") for row in policies]))
    return found


def content_label(content: SupportContent) -> str:
    """``Nội dung 5: Tổ chức các hoạt động …``."""
    return f"Nội dung {content.order}: {Truncator(content.text).words(CONTENT_WORDS)}"


def chosen_subject(row: Activity) -> str:
    """The choice that the row stands for; empty for none."""
    found = ((CONTENT, row.content_id), (SUBPROJECT, row.subproject_id), (POLICY, row.policy_id))
    return next((f"{kind}{pk}" for kind, pk in found if pk), "")


def known_label(row: Activity) -> str:
    """How the choice of the row reads where it is no longer offered."""
    return content_label(row.content) if row.content is not None else str(row.subproject or row.policy)


def rows_of(chosen: str) -> dict[str, Any]:
    """``subproject``, ``content`` and ``policy`` of a choice."""
    kind, pk = chosen[:2], chosen[2:]
    content = SupportContent.objects.get(pk=pk) if kind == CONTENT else None
    subproject = content.subproject_id if content is not None else pk if kind == SUBPROJECT else None
    subprojects = SubProject.objects.select_related("project__programme__plan", "lead")
    return {
        "subproject": subprojects.get(pk=subproject) if subproject is not None else None,
        "content": content,
        "policy": Policy.objects.select_related("plan").get(pk=pk) if kind == POLICY else None,
    }


def subject_field() -> forms.ChoiceField:
    """The (sub-)project or policy."""
    return forms.ChoiceField(
        label="Thuộc dự án, chính sách", required=False, help_text="Đối tượng tham gia được xét theo dự án, nội dung hoặc chính sách này."
    )
