"""The plan as printed: its parts in exactly the order of the official document, as numbered paragraphs with stable keys."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from camphucnam.documents.official import END, Passage

PART, SECTION, PROJECT, LETTER = 1, 2, 3, 4
PROGRAMME_AT, POLICIES_AT, AGENCIES_AT = "II.1", "II.2", "III"
"""Codes of the sections after whose own text the projects, the policies and the agencies are printed."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence of a list; pieces with the same ``paragraph`` are printed in one."""

    code: str
    paragraph: int
    text: str


@dataclass(frozen=True, slots=True)
class TextSection:
    """A printed section that is plain text."""

    code: str
    level: int
    label: str
    heading: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetteredPart:
    """A lettered part of a (sub-)project; ``is_inline``: the text follows the heading after a colon."""

    kind: str
    letter: str
    heading: str
    is_inline: bool
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SubProjectText:
    """A (sub-)project. A project without sub-projects (``is_whole``) has no heading of its own."""

    code: str
    label: str
    title: str
    is_whole: bool
    parts: tuple[LetteredPart, ...]
    contents: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class ProjectText:
    """A project with its (sub-)projects."""

    code: str
    label: str
    title: str
    subprojects: tuple[SubProjectText, ...]


@dataclass(frozen=True, slots=True)
class PolicyText:
    """A regular policy."""

    code: str
    label: str
    name: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyText:
    """An agency with its tasks of section III."""

    code: str
    label: str
    heading: str
    tasks: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class PlanText:
    """Everything that the document prints between its title and its signature."""

    bases: tuple[tuple[str, str], ...]
    intro: str
    closing: str
    sections: tuple[TextSection, ...]
    projects: tuple[ProjectText, ...]
    policies: tuple[PolicyText, ...]
    agencies: tuple[AgencyText, ...]


def passages_of(plan: PlanText) -> tuple[Passage, ...]:
    """The paragraphs in printed order: legal bases, opening, sections with what hangs on them, closing."""
    return tuple(_all(plan))


def _all(plan: PlanText) -> Iterator[Passage]:
    for code, text in plan.bases:
        yield Passage(f"basis:{code}", text, is_basis=True)
    yield Passage("intro", plan.intro)
    for section in plan.sections:
        yield Passage(f"section:{section.code}", "", _titled(section.label, section.heading), section.level)
        yield from _paragraphs(f"section:{section.code}", section.paragraphs)
        if section.code == PROGRAMME_AT:
            yield from (passage for project in plan.projects for passage in _project(project))
        elif section.code == POLICIES_AT:
            yield from (passage for policy in plan.policies for passage in _policy(policy))
        elif section.code == AGENCIES_AT:
            yield from (passage for agency in plan.agencies for passage in _agency(agency))
    yield Passage("closing", f"{plan.closing.rstrip(' ./')}{END}")


def _titled(label: str, title: str) -> str:
    return " ".join(filter(None, (label, title)))


def _paragraphs(key: str, texts: Iterable[str]) -> Iterator[Passage]:
    return (Passage(f"{key}#{number}", text) for number, text in enumerate(texts, 1))


def _project(project: ProjectText) -> Iterator[Passage]:
    yield Passage(f"project:{project.code}", "", _titled(project.label, project.title), PROJECT)
    for subproject in project.subprojects:
        key = f"subproject:{subproject.code}"
        if not subproject.is_whole:
            yield Passage(key, "", _titled(subproject.label, subproject.title), PROJECT)
        for part in subproject.parts:
            yield from _part(f"{key}.{part.kind}", part, subproject.contents if part.kind == "contents" else ())


def _part(key: str, part: LetteredPart, pieces: tuple[Piece, ...]) -> Iterator[Passage]:
    lead = _titled(part.letter, part.heading)
    if part.is_inline and part.paragraphs:
        yield Passage(key, part.paragraphs[0], f"{lead}:", LETTER)
        yield from _paragraphs(key, part.paragraphs[1:])
    else:
        yield Passage(key, "", lead, LETTER)
        yield from _paragraphs(key, part.paragraphs)
    yield from _joined(key, pieces, last=".")


def _policy(policy: PolicyText) -> Iterator[Passage]:
    key = f"policy:{policy.code}"
    yield Passage(key, "", _titled(policy.label, policy.name), PROJECT)
    yield from _paragraphs(key, policy.paragraphs)


def _agency(agency: AgencyText) -> Iterator[Passage]:
    key = f"agency:{agency.code}"
    yield Passage(key, "", _titled(agency.label, agency.heading), SECTION)
    yield from _joined(key, agency.tasks, last=".", between=";")


def _joined(key: str, pieces: tuple[Piece, ...], *, last: str, between: str = ".") -> Iterator[Passage]:
    """Sentences that share a paragraph, joined by semicolons. A paragraph that ends without a mark gets one."""
    groups = [(number, list(group)) for number, group in groupby(pieces, key=lambda piece: piece.paragraph)]
    for number, (_, group) in enumerate(groups, 1):
        text = "; ".join([*(piece.text.rstrip(" ;.") for piece in group[:-1]), group[-1].text.rstrip()])
        mark = "" if text.endswith((".", ";", ":")) else last if number == len(groups) else between
        yield Passage(f"{key}.{group[0].code}", text + mark)
