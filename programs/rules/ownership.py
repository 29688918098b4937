"""What the plan leaves to nobody, and who is left without work: found by comparing the parts of the plan."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AgencyFact:
    """An agency that stands; ``n_people`` sign in for it today."""

    code: str
    name: str
    n_people: int


@dataclass(frozen=True, slots=True)
class TaskFact:
    """An assignment; ``is_task``: from the paragraphs of section III, neither a lead of section II nor a reporting duty."""

    code: str
    title: str
    agency: str
    is_task: bool


@dataclass(frozen=True, slots=True)
class OwnedFact:
    """A (sub-)project with its lead, or a policy with its owners, as codes of agencies."""

    code: str
    name: str
    owners: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnershipFinding:
    """One gap: what it is, the sentence, the codes it is about."""

    title: str
    text: str
    about: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shares:
    """The parts of a plan that say who does what."""

    agencies: Sequence[AgencyFact]
    tasks: Sequence[TaskFact]
    subprojects: Sequence[OwnedFact]
    policies: Sequence[OwnedFact]


def find_gaps(shares: Shares) -> list[OwnershipFinding]:
    """Every gap, those without any owner first."""
    return [*_unowned(shares), *_idle(shares), *_leads_without_task(shares), *_without_people(shares)]


def _unowned(shares: Shares) -> Iterator[OwnershipFinding]:
    standing = {agency.code for agency in shares.agencies}
    for item in shares.subprojects:
        if not standing.intersection(item.owners):
            yield OwnershipFinding(f"{item.code} không có cơ quan chủ trì", f"Không đơn vị nào chủ trì “{item.name}”.", (item.code,))
    for item in shares.policies:
        if not standing.intersection(item.owners):
            yield OwnershipFinding(f"{item.code} không giao cho đơn vị nào", f"Không đơn vị nào được giao “{item.name}”.", (item.code,))
    for task in shares.tasks:
        if task.agency not in standing:
            yield OwnershipFinding(
                f"Nhiệm vụ {task.code} không còn đơn vị nhận", f"Đơn vị được giao “{task.title}” không còn trong danh sách.", (task.code,)
            )


def _idle(shares: Shares) -> Iterator[OwnershipFinding]:
    busy = {task.agency for task in shares.tasks}
    busy.update(code for item in (*shares.subprojects, *shares.policies) for code in item.owners)
    for agency in shares.agencies:
        if agency.code not in busy:
            yield OwnershipFinding(
                f"{agency.name} không có việc nào",
                "Đơn vị không được giao nhiệm vụ, không chủ trì (tiểu) dự án và không phụ trách chính sách nào.",
                (agency.code,),
            )


def _leads_without_task(shares: Shares) -> Iterator[OwnershipFinding]:
    with_task = {task.agency for task in shares.tasks if task.is_task}
    for agency in shares.agencies:
        led = [item.code for item in shares.subprojects if agency.code in item.owners]
        if led and agency.code not in with_task:
            yield OwnershipFinding(
                f"{agency.name} chủ trì {len(led)} (tiểu) dự án nhưng không có mục nào ở phần III",
                f"Phần II giao đơn vị chủ trì {', '.join(led)}; phần phân công nhiệm vụ không nhắc đến đơn vị.",
                (agency.code, *led),
            )


def _without_people(shares: Shares) -> Iterator[OwnershipFinding]:
    numbers: dict[str, int] = {}
    for task in shares.tasks:
        numbers[task.agency] = numbers.get(task.agency, 0) + 1
    for agency in shares.agencies:
        if agency.n_people == 0 and numbers.get(agency.code):
            yield OwnershipFinding(
                f"{agency.name} chưa có ai đăng nhập được",
                f"Đơn vị có {numbers[agency.code]} nhiệm vụ nhưng chưa có tài khoản nào, nên không ai ghi được tiến độ thay đơn vị.",
                (agency.code,),
            )
