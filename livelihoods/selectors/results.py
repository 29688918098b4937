"""What the registers add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterable
from datetime import date

from livelihoods.models import (
    Enrolment,
    JobSeeker,
    JobSupport,
    LinkageContract,
    LivelihoodModel,
    Loan,
    LoanConfirmation,
    ModelInput,
    ModelParticipant,
    Placement,
    ProductionGroup,
    Referral,
    SeasonResult,
    WorkAbroad,
)
from livelihoods.rules.counting import MODEL_CLASSES, TRAINED_CLASSES, Span, counting
from livelihoods.rules.loans import totals
from livelihoods.rules.picklists import training_levels
from livelihoods.rules.words import EnrolmentState, LoanStanding
from livelihoods.selectors.credit import states_of
from livelihoods.selectors.needs import job_need_lines, skill_need_lines
from livelihoods.selectors.population import classes_on, workers_on
from programs.registry import ResultLine
from registers.models import Kept


def _ever(kind: type[Kept], ward_id: int, last: date, day: str) -> bool:
    """Whether anything was recorded that took effect by the last day."""
    return kind.objects.in_ward(ward_id).counting().filter(**{f"{day}__lte": last}).exists()


def _homes(households: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(households)))


def model_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T03: models that began (copies too) or were given something in the period, with at least one household that is poor, near-poor
    or newly escaped poor on the last day."""
    span = Span(first, last)
    models = list(LivelihoodModel.objects.in_ward(ward_id).counting().filter(proposed_on__lte=last))
    inputs = ModelInput.objects.in_ward(ward_id).counting().filter(given_on__gte=first, given_on__lte=last)
    given = list(inputs.values_list("model_id", "value_dong", "grant"))
    supported = {row.pk for row in models if span.holds(row.started_on)} | {model for model, _, _ in given}
    parts: dict[int, set[int]] = {}
    participants = ModelParticipant.objects.in_ward(ward_id).counting().filter(model__in=supported)
    rows = list(participants.values_list("model", "household", "from_on", "to_on"))
    classes = classes_on(ward_id, last, {row[1] for row in rows})
    for model, household, from_on, to_on in rows:
        if span.touches(from_on, to_on) and classes.get(household, frozenset()) & MODEL_CLASSES:
            parts.setdefault(model, set()).add(household)
    copies = [row for row in models if row.copy_of_id and span.holds(row.started_on)]
    homes = _homes(household for found in parts.values() for household in found)
    ever = bool(models)
    values = [0 if grant else value for _, value, grant in given if value is not None]
    note = "Mô hình bắt đầu hoặc được hỗ trợ trong kỳ, có hộ nghèo, hộ cận nghèo, hộ mới thoát nghèo tham gia."
    return [
        ResultLine(
            "livelihood_models_supported", "Mô hình sinh kế được hỗ trợ, nhân rộng", len(parts) if ever else None, "mô hình", homes, note
        ),
        ResultLine("livelihood_models_households", "Hộ tham gia các mô hình đó", len(homes) if ever else None, "hộ", homes),
        ResultLine("livelihood_models_copied", "Trong kỳ bắt đầu nhân rộng", len(copies) if ever else None, "mô hình"),
        ResultLine(
            "livelihood_models_value",
            "Trị giá đầu vào cấp cho cả mô hình, hộ tự góp",
            sum(values) if values else None,
            "đồng",
            (),
            "Đầu vào cấp cho hộ tính ở “Tiền và trị giá hiện vật đã trao”.",
        ),
    ]


def group_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Groups that work on the last day, contracts in force then, seasons that ended in the period."""
    groups = list(ProductionGroup.objects.in_ward(ward_id).counting().filter(founded_on__lte=last))
    working = {row.pk for row in groups if row.dissolved_on is None or row.dissolved_on > last}
    members = (
        ProductionGroup.objects.filter(pk__in=working, members__voided_at__isnull=True)
        .filter(members__from_on__lte=last)
        .values_list("members__household", "members__to_on")
    )
    homes = _homes(household for household, to_on in members if to_on is None or to_on >= last)
    linkages = LinkageContract.objects.in_ward(ward_id).counting().filter(from_on__lte=last).values_list("to_on", flat=True)
    running = sum(to_on is None or to_on >= last for to_on in linkages)
    seasons = SeasonResult.objects.in_ward(ward_id).counting().filter(ended_on__gte=first, ended_on__lte=last).count()
    ever = bool(groups)
    return [
        ResultLine("production_groups", "Tổ, nhóm sản xuất đang hoạt động", len(working) if ever else None, "tổ, nhóm", homes),
        ResultLine("production_households", "Hộ trong các tổ, nhóm", len(homes) if ever else None, "hộ", homes),
        ResultLine("production_linkages", "Hợp đồng liên kết còn hiệu lực", running if ever else None, "hợp đồng"),
        ResultLine("production_seasons", "Mùa vụ đã ghi kết quả", seasons if ever else None, "mùa vụ"),
    ]


def trained_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T16: workers of near-poor or newly escaped poor households and low-income workers, as they stand on the last day, who completed
    a class of a level that counts in the period; a person once."""
    levels = [item.code for item in training_levels() if item.counts]
    rows = Enrolment.objects.in_ward(ward_id).counting().filter(enrolled_on__lte=last)
    done = rows.filter(state=EnrolmentState.COMPLETED, ended_on__gte=first, ended_on__lte=last)
    completed = list(done.values_list("member", "member__household", "vocational_class__level", "certificate_on"))
    among = counting(workers_on(ward_id, last, {row[0] for row in completed}), TRAINED_CLASSES, last)
    trained = {member: among[member] for member, _, level, _ in completed if member in among and level in levels}
    everyone = {member: household for member, household, _, _ in completed}
    certified = {member: household for member, household, _, on in completed if on is not None and on <= last}
    ever = rows.exists()
    note = "Người lao động thuộc hộ cận nghèo, hộ mới thoát nghèo, người lao động có thu nhập thấp; mỗi người tính một lần."
    return [
        ResultLine(
            "workers_vocationally_trained",
            "Người được đào tạo nghề sơ cấp và dưới 3 tháng",
            len(trained) if ever else None,
            "người",
            _homes(trained.values()),
            note,
        ),
        ResultLine(
            "learners_completed",
            "Tất cả người hoàn thành lớp học nghề",
            len(everyone) if ever else None,
            "người",
            _homes(everyone.values()),
        ),
        ResultLine("learners_certified", "Trong đó đã có chứng chỉ", len(certified) if ever else None, "người", _homes(certified.values())),
        *skill_need_lines(ward_id, first, last),
    ]


def work_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """All people helped with work in the period, whatever their class; each person once."""
    inside = {"ward": ward_id, "voided_at__isnull": True}
    ever = _ever(JobSeeker, ward_id, last, "from_on")
    supports = JobSupport.objects.filter(given_on__gte=first, given_on__lte=last, **inside)
    referrals = Referral.objects.filter(referred_on__gte=first, referred_on__lte=last, **inside)
    placed = Placement.objects.filter(started_on__gte=first, started_on__lte=last, **inside)
    abroad = WorkAbroad.objects.filter(departed_on__gte=first, departed_on__lte=last, **inside)
    helped = dict(supports.values_list("seeker__member", "seeker__member__household"))
    referred = dict(referrals.values_list("seeker__member", "seeker__member__household"))
    working = dict(placed.values_list("seeker__member", "seeker__member__household"))
    away = dict(abroad.values_list("member", "member__household"))
    return [
        ResultLine(
            "job_seekers_supported",
            "Người được tư vấn, cung cấp thông tin, hỗ trợ tìm việc",
            len(helped) if ever else None,
            "người",
            _homes(helped.values()),
        ),
        ResultLine(
            "job_seekers_referred", "Người được giới thiệu việc làm", len(referred) if ever else None, "người", _homes(referred.values())
        ),
        ResultLine("job_seekers_placed", "Người đã nhận việc", len(working) if ever else None, "người", _homes(working.values())),
        ResultLine(
            "workers_departed_abroad",
            "Người đi làm việc ở nước ngoài theo hợp đồng",
            len(away) if _ever(WorkAbroad, ward_id, last, "signed_on") else None,
            "người",
            _homes(away.values()),
        ),
        *job_need_lines(ward_id, first, last),
    ]


def credit_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Confirmations and loans of the period, what is owed and overdue on the last day."""
    confirmed = LoanConfirmation.objects.in_ward(ward_id).counting().filter(confirmed_on__lte=last).values_list("household", "confirmed_on")
    inside = [household for household, on in confirmed if on >= first]
    loans = list(Loan.objects.in_ward(ward_id).counting().filter(disbursed_on__lte=last))
    new = [row for row in loans if row.disbursed_on >= first]
    states = states_of(loans, last)
    sums = totals((row.household_id, row.amount_dong, states[row.pk]) for row in loans)
    overdue = [row.household_id for row in loans if states[row.pk].standing is LoanStanding.OVERDUE]
    owing = [row.household_id for row in loans if states[row.pk].outstanding_dong]
    ever = bool(loans)
    return [
        ResultLine("loans_confirmed", "Hộ được xác nhận vay vốn trong kỳ", len(set(inside)) if confirmed else None, "hộ", _homes(inside)),
        ResultLine(
            "loans_disbursed",
            "Hộ được vay vốn trong kỳ",
            len({row.household_id for row in new}) if ever else None,
            "hộ",
            _homes(row.household_id for row in new),
        ),
        ResultLine("loans_disbursed_amount", "Số tiền vay trong kỳ", sum(row.amount_dong for row in new) if ever else None, "đồng"),
        ResultLine("loans_outstanding", "Dư nợ vào ngày cuối kỳ", sums.outstanding_dong if ever else None, "đồng", _homes(owing)),
        ResultLine("loans_overdue", "Món vay quá hạn vào ngày cuối kỳ", sums.n_overdue if ever else None, "món", _homes(overdue)),
        ResultLine("loans_overdue_amount", "Dư nợ quá hạn vào ngày cuối kỳ", sums.overdue_dong if ever else None, "đồng", _homes(overdue)),
    ]
