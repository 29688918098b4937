"""The plan as an official document: read from the rows of the plan, or as it was frozen when it was issued."""

from django.utils import timezone

from camphucnam.documents.official import DRAFT_MARK, OfficialDocument, thawed
from camphucnam.documents.words import number_line, place_line, stacked
from programs.models import Plan, PlanPaper, Policy, SubProject, SubProjectSection
from programs.rules.plan_document import (
    AgencyText,
    LetteredPart,
    Piece,
    PlanText,
    PolicyText,
    ProjectText,
    SubProjectText,
    TextSection,
    passages_of,
)
from programs.rules.words import AssignmentKind, PlanState
from programs.selectors.plans import AgencyWork, PlanTree


def paper_of(plan: Plan) -> OfficialDocument:
    """The document of any version: as frozen when it was issued, else from its rows; a draft is marked as one."""
    kept = PlanPaper.objects.filter(plan=plan).first()
    if kept is not None:
        return thawed(kept.content)
    mark = DRAFT_MARK if plan.state == PlanState.DRAFT else ""
    return drawn_paper(plan).with_mark(mark)


def drawn_paper(plan: Plan) -> OfficialDocument:
    """The document from the rows of the plan, with the names of the ward in force on its day."""
    day = plan.signed_on or timezone.localdate()
    profile = plan.ward.profile_on(day)
    tree = PlanTree(plan)
    return OfficialDocument(
        parent=stacked(profile.parent_name),
        authority="\n".join(plan.issuing_lines) or stacked(profile.authority_name),
        number_line=number_line(plan.number, plan.symbol),
        place_line=place_line(plan.place, plan.signed_on, plan.year),
        type_word=plan.document_type,
        subject=plan.title,
        passages=passages_of(text_of(tree)),
        recipients=tuple(item.text for item in tree.recipients),
        signing_lines=tuple(plan.signing_lines),
        signer_name=profile.signer_name,
        dated_on=day,
        is_demo=plan.ward.is_demo,
    )


def text_of(tree: PlanTree) -> PlanText:
    """What stands between title and signature."""
    plan = tree.plan
    return PlanText(
        bases=tuple((basis.code, basis.text or f"{basis};") for basis in tree.opening_bases),
        intro=plan.intro,
        closing=plan.closing,
        sections=tuple(
            TextSection(item.code, item.level, item.label, item.heading, _texts(item.paragraphs)) for item in tree.sections.values()
        ),
        projects=tuple(
            ProjectText(project.code, project.label, f"{project.printed} {project.name}", tuple(map(_subproject, subprojects)))
            for project, subprojects in tree.projects
        ),
        policies=tuple(map(_policy, tree.policies)),
        agencies=tuple(_agency(work) for work in tree.agencies if _tasks(work)),
    )


def _texts(paragraphs: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(item["text"] for item in paragraphs)


def _part(section: SubProjectSection) -> LetteredPart:
    return LetteredPart(section.kind, section.letter, section.heading, section.is_inline, _texts(section.paragraphs))


def _subproject(row: SubProject) -> SubProjectText:
    contents = (item for item in row.contents.all() if item.retired_on is None)
    return SubProjectText(
        code=row.code,
        label=row.label,
        title=f"{row.printed} {row.name}",
        is_whole=row.is_whole_project,
        parts=tuple(_part(section) for section in row.sections.all() if section.retired_on is None),
        contents=tuple(Piece(str(item.order), item.paragraph, item.text) for item in contents),
    )


def _policy(policy: Policy) -> PolicyText:
    return PolicyText(policy.code, policy.label, policy.name, _texts(policy.paragraphs))


def _tasks(work: AgencyWork) -> tuple[Piece, ...]:
    """Section III prints tasks; leads stand with their project, the reporting duty in section IV."""
    return tuple(Piece(item.code, item.paragraph, item.text) for item in work.assignments if item.kind == AssignmentKind.TASK)


def _agency(work: AgencyWork) -> AgencyText:
    return AgencyText(work.agency.code, work.agency.label, work.agency.heading or work.agency.name, _tasks(work))
