"""The navigation of the office and everyone's first page, both by permission."""

from camphucnam.accounts.roles import Permission as P
from camphucnam.ui.navigation import NavItem

REGISTERS = ("activities", "support", "oversight", "nutrition", "livelihoods", "welfare")
NAVIGATION = (
    NavItem("reports:today", "Việc hôm nay", frozenset({P.WRITE_REPORT})),
    NavItem("reports:to_sign", "Chờ ký", frozenset({P.SIGN_REPORT})),
    NavItem("households:leader_home", "Hộ của tổ", frozenset({P.VIEW_OWN_GROUP})),
    NavItem("programs:my_work", "Việc của chúng tôi", frozenset({P.NOTE_PROGRESS})),
    NavItem("households:list", "Danh sách hộ", frozenset({P.VIEW_REGISTER}), holds=("households:groups",)),
    NavItem("households:imports", "Nhập Excel", frozenset({P.IMPORT_REGISTER})),
    NavItem("households:inbox", "Biến cố", frozenset({P.ANSWER_EVENT})),
    NavItem("programs:needs", "Nhu cầu", frozenset({P.VIEW_REGISTER, P.VIEW_OWN_GROUP}), holds=("households:low_income",)),
    NavItem("indicators:dashboard", "Bảng tổng hợp", frozenset({P.VIEW_FIGURES})),
    NavItem("programs:plan", "Kế hoạch", frozenset({P.VIEW_PLAN}), holds=("programs:desks",)),
    NavItem("programs:registers", "Sổ theo dõi", frozenset({P.VIEW_REGISTER, P.NOTE_PROGRESS}), apps=REGISTERS),
    NavItem("indicators:targets", "Chỉ tiêu", frozenset({P.VIEW_FIGURES})),
    NavItem("reports:calendar", "Báo cáo", frozenset({P.WRITE_REPORT, P.SIGN_REPORT, P.VIEW_FIGURES})),
    NavItem("accounts:people", "Người dùng", frozenset({P.MANAGE_PEOPLE})),
    NavItem("programs:agency_people", "Người của các đơn vị", frozenset({P.MANAGE_PEOPLE})),
    NavItem("accounts:ward_names", "Tên và thẩm quyền của phường", frozenset({P.MANAGE_WARD}), aside=True),
    NavItem("audit:log", "Nhật ký", frozenset({P.VIEW_AUDIT}), aside=True),
)

# The first page of whoever holds the permission; the first match counts, so that an officer with several roles starts
# with the officer's day.
FIRST_PAGES: tuple[tuple[P, str], ...] = (
    (P.WRITE_REPORT, "reports:today"),
    (P.SIGN_REPORT, "reports:to_sign"),
    (P.VIEW_FIGURES, "indicators:dashboard"),
    (P.NOTE_PROGRESS, "programs:my_work"),
    (P.VIEW_OWN_GROUP, "households:leader_home"),
    (P.MANAGE_PEOPLE, "accounts:people"),
)
