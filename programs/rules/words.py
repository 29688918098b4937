"""The words of the plan: states, kinds, beneficiary classes and traits, each with its Vietnamese label."""

from datetime import date
from enum import StrEnum

from camphucnam.kernel.enums import LabelledEnum


class PlanState(LabelledEnum):
    """Where a version of a plan stands."""

    DRAFT = "draft", "Dự thảo"
    ISSUED = "issued", "Đã ban hành"
    AMENDED = "amended", "Đã được thay thế"


PLAN_TRANSITIONS: dict[PlanState, tuple[PlanState, ...]] = {
    PlanState.DRAFT: (PlanState.ISSUED,),
    PlanState.ISSUED: (PlanState.AMENDED,),
    PlanState.AMENDED: (),
}


class AssignmentState(LabelledEnum):
    """What the agency last reported about its assignment."""

    NOT_STARTED = "not_started", "Chưa thực hiện"
    IN_PROGRESS = "in_progress", "Đang thực hiện"
    BLOCKED = "blocked", "Gặp khó khăn"
    DONE = "done", "Đã hoàn thành"


# A report never leads back to "not started"; work that was done may be taken up again.
ASSIGNMENT_TRANSITIONS: dict[AssignmentState, tuple[AssignmentState, ...]] = {
    AssignmentState.NOT_STARTED: (AssignmentState.NOT_STARTED, AssignmentState.IN_PROGRESS, AssignmentState.BLOCKED, AssignmentState.DONE),
    AssignmentState.IN_PROGRESS: (AssignmentState.IN_PROGRESS, AssignmentState.BLOCKED, AssignmentState.DONE),
    AssignmentState.BLOCKED: (AssignmentState.IN_PROGRESS, AssignmentState.BLOCKED, AssignmentState.DONE),
    AssignmentState.DONE: (AssignmentState.IN_PROGRESS, AssignmentState.DONE),
}


class AssignmentKind(LabelledEnum):
    """Where an assignment comes from."""

    TASK = "task", "Nhiệm vụ tại phần III"
    LEAD = "lead", "Chủ trì (tiểu) dự án"
    REPORT = "report", "Chế độ báo cáo"


class Rhythm(LabelledEnum):
    """How often an assignment is due."""

    NONE = "none", "Không đặt hạn"
    ONCE = "once", "Một lần"
    MONTHLY = "monthly", "Hằng tháng"
    QUARTERLY = "quarterly", "Hằng quý"
    HALF_YEAR = "half_year", "Sáu tháng một lần"


class Timing(LabelledEnum):
    """How an assignment stands against its due day; derived, never stored. In the order of a board."""

    OVERDUE = "overdue", "Quá hạn"
    DUE_SOON = "due_soon", "Sắp đến hạn"
    IN_TIME = "in_time", "Còn hạn"
    NO_DUE = "no_due", "Không đặt hạn"
    SETTLED = "settled", "Không còn hạn"


class AgencyKind(LabelledEnum):
    """What an agency is."""

    COMMITTEE = "committee", "Ban chỉ đạo"
    WARD_UNIT = "ward_unit", "Bộ phận của phường"
    SCHOOL = "school", "Trường học"
    HEALTH_STATION = "health_station", "Trạm Y tế"
    GROUP_LEADERS = "group_leaders", "Tổ trưởng tổ dân phố"
    MASS_ORGANISATION = "mass_organisation", "Mặt trận, đoàn thể"
    OTHER = "other", "Đơn vị khác"


class SectionKind(LabelledEnum):
    """The lettered parts of a (sub-)project."""

    OBJECTIVE = "objective", "Mục tiêu"
    BENEFICIARIES = "beneficiaries", "Đối tượng áp dụng"
    CONTENTS = "contents", "Nội dung hỗ trợ"
    LEAD = "lead", "Cơ quan chủ trì"


class RuleKind(LabelledEnum):
    """What a beneficiary rule says."""

    ELIGIBLE = "eligible", "Được hưởng"
    PRIORITY = "priority", "Ưu tiên"


class RuleUnit(LabelledEnum):
    """Whom a beneficiary rule is about."""

    HOUSEHOLD = "household", "Hộ"
    PERSON = "person", "Người"
    CADRE = "cadre", "Cán bộ"
    ORGANISATION = "organisation", "Cơ quan, tổ chức"


class VerdictState(LabelledEnum):
    """What is told about a household or person and a (sub-)project, content or policy."""

    PRIORITY = "priority", "Được hưởng, ưu tiên"
    ELIGIBLE = "eligible", "Được hưởng"
    OPEN = "open", "Chưa đủ số liệu"
    NOT = "not", "Không thuộc đối tượng"


class BasisRole(LabelledEnum):
    """Why a legal document is named."""

    BASIS = "basis", "Căn cứ ban hành"
    TARGET = "target", "Căn cứ giao chỉ tiêu"
    CONTENT = "content", "Căn cứ nội dung hỗ trợ"


class DutyKind(LabelledEnum):
    """Reporting duties of section IV."""

    QUARTERLY = "quarterly", "Báo cáo quý"
    HALF_YEAR = "half_year", "Báo cáo 6 tháng"
    ANNUAL = "annual", "Báo cáo năm"
    CONSOLIDATED = "consolidated", "Báo cáo tổng hợp lên cấp trên"


class DueRule(LabelledEnum):
    """How the day of a duty is found."""

    LAST_MONTH_OF_QUARTER = "last_month_of_quarter", "Ngày trong tháng cuối quý"
    FIXED = "fixed", "Ngày cố định"
    UNKNOWN = "unknown", "Chưa có ngày"


class FindingKind(LabelledEnum):
    """What is the matter with a passage of the plan."""

    CONTRADICTION = "contradiction", "Mâu thuẫn"
    AMBIGUITY = "ambiguity", "Chưa rõ"
    GAP = "gap", "Còn thiếu"
    DEADLINE = "deadline", "Thời hạn"
    NUMBERING = "numbering", "Đánh số"
    NAMING = "naming", "Tên gọi"


class BeneficiaryClass(LabelledEnum):
    """Who may benefit. The first four are the household's class; the windows follow from its last exit."""

    POOR = "poor", "hộ nghèo"
    NEAR_POOR = "near_poor", "hộ cận nghèo"
    AVERAGE = "average", "hộ có mức sống trung bình"
    NOT_POOR = "not_poor", "hộ không nghèo"
    ESCAPED_POVERTY = "escaped_poverty", "hộ mới thoát nghèo"
    ESCAPED_NEAR_POVERTY = "escaped_near_poverty", "hộ mới thoát cận nghèo"
    LOW_INCOME_WORKER = "low_income_worker", "người lao động có thu nhập thấp"
    DISABLED_WITHOUT_LIVELIHOOD = "disabled_without_livelihood", "người khuyết tật không có sinh kế ổn định"
    ANYONE = "anyone", "mọi người dân trên địa bàn"


PERSON_CLASSES = (BeneficiaryClass.LOW_INCOME_WORKER, BeneficiaryClass.DISABLED_WITHOUT_LIVELIHOOD)
"""Classes that are facts of a person, not of the household."""


class Trait(LabelledEnum):
    """A condition beyond the class."""

    WORKER = "worker", "người lao động"
    CHILD = "child", "trẻ em"
    MOTHER = "mother", "bà mẹ"
    CAREGIVER = "caregiver", "người nuôi, chăm sóc trẻ"
    PREGNANT = "pregnant", "phụ nữ có thai"
    PLANNING_PREGNANCY = "planning_pregnancy", "phụ nữ chuẩn bị mang thai"
    MALNOURISHED = "malnourished", "trẻ bị suy dinh dưỡng"
    MALNOURISHED_PUPIL = "malnourished_pupil", "trẻ học đường bị suy dinh dưỡng"
    ACUTELY_MALNOURISHED = "acutely_malnourished", "trẻ bị suy dinh dưỡng cấp tính"
    WOMAN = "woman", "phụ nữ"
    DISABLED = "disabled", "người khuyết tật"
    PUPIL = "pupil", "học sinh"
    STUDENT = "student", "sinh viên"
    UNEMPLOYED = "unemployed", "người không có việc làm"
    SOCIAL_PROTECTION = "social_protection", "đối tượng bảo trợ xã hội"
    FINANCIAL_HARDSHIP = "financial_hardship", "người có khó khăn về tài chính"
    HUNGER_RISK = "hunger_risk", "hộ có nguy cơ thiếu đói"
    NO_HOUSE = "no_house", "hộ chưa có nhà ở"
    UNSAFE_HOUSE = "unsafe_house", "hộ có nhà tạm bợ, hư hỏng, dột nát"
    NEEDS_LOAN = "needs_loan", "có nhu cầu vay vốn"
    LOAN_FOR_JOBS = "loan_for_jobs", "vay vốn giải quyết việc làm"
    LOAN_FOR_WORK_ABROAD = "loan_for_work_abroad", "vay vốn đi lao động ở nước ngoài"
    CADRE = "cadre", "cán bộ làm công tác giảm nghèo"
    AGENCY = "agency", "cơ quan, tổ chức"


ASKED_FOR = frozenset({Trait.NEEDS_LOAN})
"""Traits that the household itself states when it applies: unknown does not exclude."""


class Means(StrEnum):
    """What a household or person was given, where one (sub-)project or policy gives different things (data/answers.toml)."""

    ANY = ""
    """Whatever the (sub-)project or policy promises, for all that the register tells."""
    TRAINING = "training"
    WORK = "work"
    MOTHERS = "mothers"
    SUPPLEMENT = "supplement"
    PRODUCT = "product"
    DEWORMING = "deworming"
    WEIGHING = "weighing"
    TAKING_PART = "taking_part"
    """Being at something that makes known, asks or collects: the content it was held for, never the (sub-)project or policy as a
    whole."""


ProvidedRow = tuple[int, str, date, bool, int | None, Means, str]
"""(household, local code of the (sub-)project or policy, day, whether given; else promised, the person; None: the whole household,
what it was, the content of the plan in its words; empty where nobody named one)."""
