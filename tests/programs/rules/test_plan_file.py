"""The data file of 2023 says what the plan says. The phrases are copied from the founding text by hand, not by program."""

import copy

import pytest

from camphucnam.kernel.errors import DomainError
from programs.rules.plan_file import available_years, find_problems, read_plan, rules_of

RAW = read_plan(2023)

CODES = ["DA2", "DA3.TDA1", "DA3.TDA2", "DA4.TDA1", "DA4.TDA2", "DA5.TDA1", "DA6.TDA1", "DA6.TDA2"]
NATIONAL = ["DA2", "DA3.TDA1", "DA3.TDA2", "DA4.TDA1", "DA4.TDA3", "DA6.TDA1", "DA7.TDA1", "DA7.TDA2"]
LEADS = {"DA3.TDA2": "TYT", "DA5.TDA1": "VHTT"}
N_CONTENTS = {"DA2": 9, "DA3.TDA1": 2, "DA3.TDA2": 13, "DA4.TDA1": 5, "DA4.TDA2": 1, "DA5.TDA1": 2, "DA6.TDA1": 1, "DA6.TDA2": 5}
N_TASKS = {"LDTBXH": 6, "TCKH": 3, "DCDT": 1, "TRUONG": 2, "VHTT": 2, "TYT": 2, "TPHT": 1, "TDP": 1, "MTTQ": 4, "BCD": 1}
PHRASES = [
    (27, "Phấn đấu toàn phường giảm 04 hộ nghèo trong năm 2023."),
    (53, "số hộ nghèo giảm: 03 hộ."),
    (35, "cung cấp thông tin thị trường lao động, hỗ trợ tìm việc làm."),
    (47, "Ít nhất 90% hộ nghèo, hộ cận nghèo sử dụng nhà tiêu hợp vệ sinh."),
    (67, "do người khuyết tật, phụ nữ, học sinh, sinh viên thuộc hộ cận nghèo, hộ mới thoát cận nghèo chịu trách nhiệm thực hiện."),
    (87, "Xây dựng, quản lý dự án."),
    (119, "98% trẻ em từ 06 tháng đến 36 tháng tuổi được uống vitamin A 2 lần/năm"),
    (133, "Cung cấp sản phẩm dinh dưỡng cho trẻ trên 6 tháng đến 23 tháng tuổi bị suy dinh dưỡng"),
    (147, "cho khoảng 03 người lao động thuộc hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập thấp"),
    (191, "Tăng cường cơ sở vật chất cho hoạt động của đài truyền thanh phường."),
    (229, "Tổ chức thực hiện rà soát, xác định hộ nghèo và hộ cận nghèo hằng năm, hộ có mức sống trung bình theo đúng quy định."),
    (235, "Theo quy định của cấp có thẩm quyền và các nguồn hợp pháp khác."),
    (243, "trong đó ưu tiên các đối tượng vay vốn giải quyết việc làm, xuất khẩu lao động."),
    (271, "Đảm bảo 100% đối tượng thuộc diện bảo trợ xã hội đủ điều kiện được hưởng các chính sách xã hội"),
    (287, "tổng hợp kết quả thực hiện Kế hoạch, báo cáo UBND thành phố, theo quy định"),
    (327, "Lồng ghép thực hiện phong trào, các cuộc vận động của Mặt trận Tổ quốc và các tổ chức thành viên phát động"),
    (331, "định kỳ hàng quý (trước ngày 20 của tháng cuối quý), 6 tháng (trước ngày 15/6) và năm 2023 (trước ngày 05/12)"),
]
SCANNING_ERRORS = ["Phân đầu", "Tô dân", "Tiêu dự án", "tiêu dự án", "Lòng ghép", "LĐT-TB", "hộ -người", "tâm vóc"]


def texts(value: object) -> list[str]:
    """Every string below a value, without findings and corrections."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for key, item in value.items() if key not in {"findings", "corrections"} for text in texts(item)]
    return [text for item in value for text in texts(item)] if isinstance(value, list) else []


ALL = "\n".join(texts(RAW))


def test_identity_of_the_document() -> None:
    document = RAW["document"]
    assert (document["type"], document["number"], document["symbol"]) == ("KẾ HOẠCH", "", "KH-UBND")
    assert document["signed_on"].isoformat() == "2023-04-24"
    assert document["signing_lines"] == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]
    assert document["closing"].endswith("./.")


def test_eight_subprojects_with_both_codes() -> None:
    assert [item["code"] for item in RAW["subprojects"]] == CODES
    assert [item["national_code"] for item in RAW["subprojects"]] == NATIONAL
    assert len(RAW["projects"]) == 5


@pytest.mark.parametrize("code", CODES)
def test_leads_and_contents(code: str) -> None:
    item = next(item for item in RAW["subprojects"] if item["code"] == code)
    assert item["lead"] == LEADS.get(code, "BCD")
    assert len(item["contents"]) == N_CONTENTS[code]


def test_policies_in_the_plans_order_and_credit_owned_by_nobody() -> None:
    assert [item["code"] for item in RAW["policies"]] == [f"CS{n}" for n in range(1, 8)]
    assert [item["code"] for item in RAW["policies"] if not item["owners"]] == ["CS1"]
    assert any("CS1" in finding["about"] for finding in RAW["findings"])


def test_ten_agencies_with_their_tasks() -> None:
    assert {item["code"]: len(item["tasks"]) for item in RAW["agencies"]} == N_TASKS


def test_every_contradiction_is_kept() -> None:
    """The 28 findings of the domain notes, the credit policy, an uncertain sign, the blank number and the missing money."""
    assert len(RAW["findings"]) == 32
    assert all(finding["lines"] and finding["handling"] for finding in RAW["findings"])


@pytest.mark.parametrize(("line", "phrase"), PHRASES)
def test_wording_of_the_plan(line: int, phrase: str) -> None:
    assert phrase in ALL, f"line {line}"


@pytest.mark.parametrize("error", SCANNING_ERRORS)
def test_scanning_errors_are_corrected_and_listed(error: str) -> None:
    assert error not in ALL
    assert any(error in correction["printed"] for correction in RAW["corrections"]) or error == "LĐT-TB"


def test_age_bands_of_the_nutrition_contents() -> None:
    rules = {rule["code"]: rule for rule in rules_of(RAW)}
    young = rules["DA3.TDA2.C7"]
    assert (young["lower_months"], young["lower_inclusive"], young["upper_months"], young["upper_inclusive"]) == (6, False, 23, True)
    acute = rules["DA3.TDA2.C9"]
    assert (acute["lower_months"], acute["lower_inclusive"], acute["upper_months"], acute["upper_inclusive"]) == (0, True, 72, True)
    assert (rules["DA3.TDA2.C1"]["upper_months"], rules["DA3.TDA2.C1"]["upper_inclusive"]) == (60, False)
    assert (rules["DA3.TDA2.E1"]["upper_months"], rules["DA3.TDA2.E1"]["upper_inclusive"]) == (192, False)


def test_poor_households_are_left_out_of_vocational_training() -> None:
    rules = {rule["code"]: rule for rule in rules_of(RAW)}
    assert rules["DA4.TDA1.E1"]["classes"] == ["near_poor", "escaped_poverty"]
    assert rules["DA4.TDA1.E2"]["classes"] == ["low_income_worker"]
    assert rules["DA4.TDA1.E1"]["derived"]


def test_every_rule_has_its_words_and_its_place() -> None:
    for rule in rules_of(RAW):
        assert rule["text"], rule["code"]
        assert rule["clause"].startswith("phần II, mục"), rule["code"]


def test_a_missing_year_names_the_years_there_are() -> None:
    assert 2023 in available_years()
    with pytest.raises(DomainError, match="2023"):
        read_plan(1999)


def test_unknown_words_and_references_are_found() -> None:
    broken = copy.deepcopy(RAW)
    broken["subprojects"][0]["lead"] = "KHONGCO"
    broken["subprojects"][0]["rules"][0]["classes"] = ["rich"]
    broken["policies"][1]["code"] = "CS1"
    problems = " ".join(find_problems(broken))
    assert all(word in problems for word in ("KHONGCO", "rich", "CS1"))
    assert not list(find_problems(RAW))
