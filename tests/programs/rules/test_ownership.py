"""Gaps are computed from who does what, not written down."""

from programs.rules.ownership import AgencyFact, OwnedFact, Shares, TaskFact, find_gaps

A, B, C = (AgencyFact(code, f"Đơn vị {code}", 1) for code in "ABC")


def titles(agencies=(A,), tasks=(), subprojects=(), policies=()) -> list[str]:
    return [item.title for item in find_gaps(Shares(agencies, tasks, subprojects, policies))]


def task(code: str, agency: str, is_task: bool = True) -> TaskFact:
    return TaskFact(code, f"việc {code}", agency, is_task)


def test_a_plan_without_gaps() -> None:
    assert (
        titles([A, B], [task("A.1", "A"), task("B.1", "B")], [OwnedFact("DA1", "Dự án", ("A",))], [OwnedFact("CS1", "Tín dụng", ("B",))])
        == []
    )


def test_what_nobody_owns() -> None:
    found = titles([A], [task("A.1", "A"), task("X.1", "X")], [OwnedFact("DA1", "Dự án", ())], [OwnedFact("CS1", "Tín dụng", ("X",))])
    assert found == ["DA1 không có cơ quan chủ trì", "CS1 không giao cho đơn vị nào", "Nhiệm vụ X.1 không còn đơn vị nhận"]


def test_who_has_nothing_to_do() -> None:
    assert titles([A, B, C], [task("A.1", "A")], policies=[OwnedFact("CS1", "Tín dụng", ("B",))]) == ["Đơn vị C không có việc nào"]


def test_who_leads_without_a_paragraph() -> None:
    led = [OwnedFact(f"DA{n}", "Dự án", ("A",)) for n in range(1, 7)]
    assert titles([A], [task("A.1", "A", is_task=False)], led) == ["Đơn vị A chủ trì 6 (tiểu) dự án nhưng không có mục nào ở phần III"]
    assert titles([A], [task("A.1", "A")], led) == []


def test_work_for_which_nobody_signs_in() -> None:
    assert titles([AgencyFact("A", "Đơn vị A", 0)], [task("A.1", "A"), task("A.2", "A")]) == ["Đơn vị A chưa có ai đăng nhập được"]
