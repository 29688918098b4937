"""The working registers and household tabs of this application, installed by the project on top."""

from camphucnam.accounts.roles import Permission
from households.registry import HouseholdTab
from households.rules.needs import NeedKind
from livelihoods.models.base import CREDIT, GROUPS, JOBS, MODELS, TRAINING
from livelihoods.selectors.fairs import bulletin_results, fair_results
from livelihoods.selectors.in_hand import confirmed, learning, seeking
from livelihoods.selectors.provided import credit_provided, groups_provided, models_provided, training_provided, work_provided
from livelihoods.selectors.results import credit_results, group_results, model_results, trained_results, work_results
from programs.registry import NeedDesk, Register

REGISTERS: tuple[Register, ...] = (
    Register(
        "livelihoods:models",
        "Mô hình sinh kế",
        "Mô hình giảm nghèo, hộ tham gia, đầu vào hỗ trợ, thu nhập, nhân rộng.",
        MODELS,
        model_results,
        models_provided,
        measures=("livelihood_models_supported",),
    ),
    Register(
        "livelihoods:groups",
        "Tổ, nhóm sản xuất",
        "Thành viên, hợp đồng liên kết, kết quả mùa vụ, tập huấn.",
        GROUPS,
        group_results,
        groups_provided,
    ),
    Register(
        "livelihoods:classes",
        "Đào tạo nghề",
        "Lớp học nghề, học viên, chứng chỉ.",
        TRAINING,
        trained_results,
        training_provided,
        measures=("workers_vocationally_trained", "workers_skill_training_needed", "workers_skill_training_given"),
        needs=(NeedDesk(NeedKind.VOCATIONAL, "Chọn lớp", "livelihoods:classes", "", TRAINING, learning),),
    ),
    Register(
        "livelihoods:seekers",
        "Việc làm",
        "Người tìm việc, vị trí việc làm, giới thiệu, nhận việc, đi làm việc ở nước ngoài.",
        JOBS,
        work_results,
        work_provided,
        measures=("workers_job_support_needed", "workers_job_support_given", "workers_placed_in_jobs"),
        needs=tuple(
            NeedDesk(kind, "Ghi vào sổ tìm việc", "livelihoods:add", "nguoi-tim-viec", JOBS, seeking)
            for kind in (NeedKind.JOB, NeedKind.JOB_INFO)
        ),
    ),
    Register(
        "livelihoods:fairs",
        "Phiên giao dịch việc làm",
        "Nơi tuyển dụng và vị trí đưa ra, người đến phiên, phỏng vấn, nhận việc tại phiên.",
        JOBS,
        fair_results,
    ),
    Register(
        "livelihoods:bulletins",
        "Bản tin thị trường lao động",
        "Bản tin đã phát hành, phổ biến đến tổ dân phố nào, ai được thông tin.",
        JOBS,
        bulletin_results,
    ),
    Register(
        "livelihoods:loans",
        "Tín dụng chính sách",
        "Xác nhận đối tượng vay vốn; theo dõi món vay, dư nợ, sử dụng vốn.",
        CREDIT,
        credit_results,
        credit_provided,
        needs=(NeedDesk(NeedKind.LOAN, "Xác nhận vay vốn", "livelihoods:add", "xac-nhan-vay", CREDIT, confirmed),),
    ),
)
HOUSEHOLD_TABS: tuple[HouseholdTab, ...] = (
    HouseholdTab("sinh-ke", "Sinh kế, việc làm", "livelihoods:household", frozenset({Permission.VIEW_REGISTER})),
)
