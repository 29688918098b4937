"""A draft as its editor sees it: every line with what is to be looked at; what is missing before it can be issued; what is new."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from programs.models import BeneficiaryRule, Plan, Project, SubProject, SupportContent
from programs.rules.plan_differences import Difference, Line, differences
from programs.rules.plan_texts import still_says
from programs.selectors.lines import KINDS
from programs.selectors.papers import paper_of
from programs.selectors.plans import PlanTree
from programs.selectors.rule_words import own_rule, rule_head, rule_terms

NO_OWNER = "Chưa giao đơn vị phụ trách"
POLICY_RULE = ("Thêm quy tắc đối tượng của chính sách", "quy-tac", "")


@dataclass(slots=True)
class DraftLine:
    """One line: what kind, which, how it reads, what is to be looked at."""

    kind: str
    pk: int
    title: str
    texts: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class DraftGroup:
    """Lines under one heading and what may be added there: (word, kind, key of the row it would hang on)."""

    title: str
    lines: list[DraftLine] = field(default_factory=list)
    adds: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def n_remarks(self) -> int:
        """How many things are to be looked at."""
        return sum(len(line.remarks) for line in self.lines)

    @property
    def remark_words(self) -> str:
        """``2 chỗ cần xem lại``."""
        return f"{self.n_remarks} chỗ cần xem lại"


def groups_of(plan: Plan, tree: PlanTree | None = None) -> list[DraftGroup]:
    """The whole draft in the order of the document. A fixed number of queries; fewer with a tree that was read."""
    tree = tree or PlanTree(plan)
    old = plan.based_on.year if plan.based_on else plan.year
    groups = [
        _group("Căn cứ", "can-cu", [(item, str(item), [item.text]) for item in tree.legal_bases]),
        _group("Các mục", "muc", [(item, f"{item.label} {item.heading}", _texts(item)) for item in tree.sections.values()]),
        *_projects(plan, tree),
        DraftGroup("Chính sách", list(_policies(tree)), [("Thêm chính sách", "chinh-sach", ""), POLICY_RULE]),
        *_agencies(tree),
        _group("Chế độ báo cáo", "bao-cao", [(item, item.get_kind_display(), [item.text]) for item in tree.duties]),
        _group("Nơi nhận", "noi-nhan", [(item, item.text, []) for item in tree.recipients]),
    ]
    for group in groups:
        for line in group.lines:
            if any(still_says(text, plan.year, old) for text in (line.title, *line.texts)):
                line.remarks.append(f"Còn ghi năm {old}")
    return groups


def _texts(row: Any) -> list[str]:
    return [item["text"] for item in row.paragraphs]


def _line(kind: str, row: Any, title: str, texts: Iterable[str] = (), remarks: Iterable[str] = ()) -> DraftLine:
    return DraftLine(kind, row.pk, title, [text for text in texts if text], [*remarks])


def _group(title: str, kind: str, rows: Iterable[tuple[Any, str, list[str]]]) -> DraftGroup:
    add = (f"Thêm {KINDS[kind].label}", kind, "")
    return DraftGroup(title, [_line(kind, row, name, texts) for row, name, texts in rows], [add])


def _projects(plan: Plan, tree: PlanTree) -> Iterator[DraftGroup]:
    projects = list(Project.objects.current().filter(programme__plan=plan))
    filled = {item.project_id for item in tree.subprojects}
    lines = [
        _line("du-an", row, f"{row.label} {row.full_name}", [], [] if row.pk in filled else ["Chưa có tiểu dự án"]) for row in projects
    ]
    yield DraftGroup("Dự án", lines, [("Thêm dự án", "du-an", ""), ("Thêm tiểu dự án", "tieu-du-an", "")])
    for item in tree.subprojects:
        yield _subproject(plan, item)


def _subproject(plan: Plan, item: SubProject) -> DraftGroup:
    lead = [] if item.lead else ["Chưa giao cơ quan chủ trì"]
    lines = [_line("tieu-du-an", item, f"{item.label} {item.full_name}", [item.lead_text], lead)]
    lines += [_line("phan", part, f"{part.letter} {part.heading}", _texts(part)) for part in item.sections.all() if part.retired_on is None]
    contents = _contents(item)
    for row in contents:
        lines.append(_line("noi-dung", row, f"Nội dung {row.order}", [row.text]))
        rule = own_rule(row)
        lines += [_rule(rule, plan.year, f"Nội dung {row.order}. ")] if rule else []
    lines += [_rule(rule, plan.year) for rule in item.rules.all()]
    key = f"s{item.pk}"
    adds = [("Thêm phần", "phan", key), ("Thêm nội dung", "noi-dung", key), ("Thêm quy tắc đối tượng", "quy-tac", key)]
    if contents:
        adds.append(("Thêm quy tắc riêng của một nội dung", "quy-tac", f"n{item.pk}"))
    return DraftGroup(f"{item.code} {item.name}", lines, adds)


def _contents(item: SubProject) -> list[SupportContent]:
    return [row for row in item.contents.all() if row.retired_on is None]


def _rule(rule: BeneficiaryRule, year: int, of: str = "") -> DraftLine:
    remarks = ["Suy ra"] if rule.is_derived else []
    if rule.to_on and rule.to_on.year < year:
        remarks.append(f"Hết hiệu lực trước năm {year}")
    return _line("quy-tac", rule, f"{of}{rule_head(rule)}", [rule.text, rule_terms(rule)], remarks)


def _policies(tree: PlanTree) -> Iterator[DraftLine]:
    for item in tree.policies:
        owners = [owner.name for owner in item.owners.all()]
        texts = [*_texts(item), f"Đơn vị phụ trách: {', '.join(owners)}"] if owners else _texts(item)
        yield _line("chinh-sach", item, f"{item.label} {item.name}", texts, [] if owners else [NO_OWNER])
        yield from (_rule(rule, tree.plan.year) for rule in item.rules.all())


def _agencies(tree: PlanTree) -> Iterator[DraftGroup]:
    for work in tree.agencies:
        lines = [_line("nhiem-vu", item, item.title) for item in work.printed]
        yield DraftGroup(f"Nhiệm vụ: {work.agency.name}", lines, [("Thêm nhiệm vụ", "nhiem-vu", f"a{work.agency.pk}")])


def obstacles(plan: Plan, tree: PlanTree | None = None) -> list[str]:
    """Sentences about what is missing before the draft can be issued."""
    return list(_obstacles(plan, tree or PlanTree(plan)))


def _obstacles(plan: Plan, tree: PlanTree) -> Iterator[str]:
    needed = (
        (plan.title, "trích yếu"),
        (plan.intro, "phần mở đầu"),
        (plan.place, "địa danh"),
        (plan.symbol, "ký hiệu"),
        (plan.signing_lines, "thẩm quyền ký"),
        (tree.opening_bases, "căn cứ ban hành"),
        (tree.recipients, "nơi nhận"),
    )
    yield from (f"Chưa có {what}." for value, what in needed if not value)
    yield from (f"{item.code} chưa có cơ quan chủ trì." for item in tree.subprojects if item.lead is None)
    yield from _ended(tree)
    filled = {item.project_id for item in tree.subprojects}
    projects = Project.objects.current().filter(programme__plan=plan)
    yield from (f"{project.full_name} chưa có tiểu dự án." for project in projects if project.pk not in filled)


def _ended(tree: PlanTree) -> Iterator[str]:
    """Work that is given to agencies which are no longer there."""
    given = [(item.code, item.lead) for item in tree.subprojects if item.lead]
    given += [(policy.code, owner) for policy in tree.policies for owner in policy.owners.all()]
    given += [("nhiệm vụ", work.agency) for work in tree.agencies if work.printed]
    yield from (f"{agency.name} đã kết thúc nhưng còn được giao {what}." for what, agency in given if agency.retired_on is not None)


def differences_between(old: Plan, new: Plan, more: Callable[[Plan], Sequence[Line]] = lambda plan: ()) -> list[Difference]:
    """What ``new`` says differently: every printed line, the data behind it, and what ``more`` tells of a version."""
    return differences([*_lines(old), *more(old)], [*_lines(new), *more(new)])


def _lines(plan: Plan) -> list[Line]:
    document = paper_of(plan)
    place = "Phần đầu"
    found = [Line("subject", place, document.subject), Line("authority", place, document.authority.replace("\n", " "))]
    for passage in document.passages:
        if passage.level:
            place = passage.lead
        elif passage.key == "closing":
            place = "Phần kết thúc"
        found.append(Line(passage.key, place, passage.full))
    found += [Line(f"recipient:{name}", "Nơi nhận", name) for name in document.recipients]
    found += [Line(f"signing:{number}", "Thẩm quyền ký", text) for number, text in enumerate(document.signing_lines)]
    return [*found, *_data_lines(plan)]


def _data_lines(plan: Plan) -> Iterator[Line]:
    """What is not printed as such: national codes, leads, owners, who benefits, deadlines."""
    tree = PlanTree(plan)
    for item in tree.subprojects:
        lead = item.lead.name if item.lead else "chưa giao"
        national = item.national_code or "chưa có"
        yield Line(f"data:{item.code}", "Dữ liệu kèm theo", f"{item.code}: mã quốc gia {national}; chủ trì {lead}")
        yield from (_rule_data(item.code, rule) for rule in item.rules.all())
        own = ((row, own_rule(row)) for row in _contents(item))
        yield from (_rule_data(f"{item.code}, nội dung {row.order}", rule) for row, rule in own if rule)
    for policy in tree.policies:
        owners = ", ".join(owner.name for owner in policy.owners.all()) or "chưa giao"
        yield Line(f"data:{policy.code}", "Dữ liệu kèm theo", f"{policy.code}: phụ trách {owners}")
        yield from (_rule_data(policy.code, rule) for rule in policy.rules.all())
    for duty in tree.duties:
        day = f"{duty.before_day or ''}/{duty.before_month or ''}".strip("/") or "chưa có ngày"
        yield Line(f"duty:{duty.code}", "Chế độ báo cáo", f"{duty.get_kind_display()}: {duty.text}; hạn tính: trước ngày {day}")


def _rule_data(code: str, rule: BeneficiaryRule) -> Line:
    return Line(f"rule:{rule.code}", f"Đối tượng của {code}", f"{rule_head(rule)}. {rule.text.rstrip(';.')}. {rule_terms(rule)}")


def versions_in(plans: Sequence[Plan]) -> list[tuple[int, list[Plan]]]:
    """Versions by year, newest first."""
    years = sorted({plan.year for plan in plans}, reverse=True)
    return [(year, sorted((plan for plan in plans if plan.year == year), key=lambda plan: -plan.version_number)) for year in years]
