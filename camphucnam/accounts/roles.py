"""Roles as sets of permissions. A role is granted to a person for one ward, from a day, until a day."""

from camphucnam.kernel.enums import LabelledEnum


class Permission(LabelledEnum):
    """What a person may do. Views and services ask for permissions, never for roles."""

    VIEW_FIGURES = "view_figures", "Xem số liệu tổng hợp"
    VIEW_REGISTER = "view_register", "Xem danh sách hộ của cả phường"
    VIEW_OWN_GROUP = "view_own_group", "Xem hộ của tổ mình"
    VIEW_PERSONAL = "view_personal", "Xem số định danh, điện thoại, thẻ BHYT"
    EDIT_REGISTER = "edit_register", "Cập nhật danh sách hộ"
    IMPORT_REGISTER = "import_register", "Nhập danh sách từ Excel"
    EXPORT_REGISTER = "export_register", "Xuất danh sách ra Excel"
    REPORT_EVENT = "report_event", "Báo biến cố, rủi ro"
    ANSWER_EVENT = "answer_event", "Xử lý biến cố"
    VIEW_PLAN = "view_plan", "Xem kế hoạch"
    EDIT_PLAN = "edit_plan", "Sửa kế hoạch"
    NOTE_PROGRESS = "note_progress", "Ghi tiến độ nhiệm vụ của cơ quan mình"
    SERVE_HOUSEHOLDS = "serve_households", "Tra cứu hộ, người để ghi kết quả hỗ trợ"
    WRITE_REPORT = "write_report", "Soạn báo cáo"
    ISSUE_REPORT = "issue_report", "Ban hành báo cáo"
    SIGN_REPORT = "sign_report", "Ký duyệt báo cáo"
    VIEW_AUDIT = "view_audit", "Xem nhật ký"
    MANAGE_WARD = "manage_ward", "Sửa tên, thẩm quyền của phường"
    MANAGE_PEOPLE = "manage_people", "Quản lý người dùng"


class Role(LabelledEnum):
    """Who works in the programme of a ward."""

    OFFICER = "officer", "Cán bộ LĐTBXH"
    GROUP_LEADER = "group_leader", "Tổ trưởng tổ dân phố"
    AGENCY_MEMBER = "agency_member", "Cơ quan, đơn vị"
    COMMITTEE_MEMBER = "committee_member", "Thành viên Ban Chỉ đạo"
    SIGNER = "signer", "Lãnh đạo ký"
    ADMINISTRATOR = "administrator", "Quản trị hệ thống"


P = Permission
ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.OFFICER: frozenset(
        {
            P.VIEW_FIGURES,
            P.VIEW_REGISTER,
            P.VIEW_PERSONAL,
            P.EDIT_REGISTER,
            P.IMPORT_REGISTER,
            P.EXPORT_REGISTER,
            P.REPORT_EVENT,
            P.ANSWER_EVENT,
            P.VIEW_PLAN,
            P.EDIT_PLAN,
            P.NOTE_PROGRESS,
            P.SERVE_HOUSEHOLDS,
            P.WRITE_REPORT,
            P.ISSUE_REPORT,
            P.VIEW_AUDIT,
            P.MANAGE_WARD,
        }
    ),
    Role.GROUP_LEADER: frozenset({P.VIEW_OWN_GROUP, P.REPORT_EVENT}),
    Role.AGENCY_MEMBER: frozenset({P.VIEW_PLAN, P.NOTE_PROGRESS, P.SERVE_HOUSEHOLDS}),
    Role.COMMITTEE_MEMBER: frozenset({P.VIEW_FIGURES, P.VIEW_PLAN}),
    Role.SIGNER: frozenset({P.VIEW_FIGURES, P.VIEW_REGISTER, P.VIEW_PLAN, P.SIGN_REPORT, P.VIEW_AUDIT}),
    Role.ADMINISTRATOR: frozenset({P.MANAGE_PEOPLE, P.MANAGE_WARD, P.VIEW_AUDIT}),
}
