"""The words of the registers of the regular policies."""

from camphucnam.kernel.enums import LabelledEnum


class Payer(LabelledEnum):
    """Who pays the premiums of a purchase list."""

    BUDGET = "budget", "Ngân sách đóng toàn bộ"
    BUDGET_PART = "budget_part", "Ngân sách hỗ trợ một phần, người tham gia đóng phần còn lại"
    LOCAL = "local", "Ngân sách địa phương hỗ trợ thêm"
    FUND = "fund", "Quỹ, nhà hảo tâm"
