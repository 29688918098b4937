"""What the registers add up to in a period. A fixed number of queries; None while nothing was ever recorded."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from camphucnam.kernel.numbers import format_int
from households.rules.need_shares import Span
from livelihoods.models import (
    Enrolment,
    GroupMember,
    JobSeeker,
    JobSupport,
    LinkageContract,
    LivelihoodModel,
    Loan,
    LoanConfirmation,
    ModelIncome,
    ModelInput,
    ModelParticipant,
    Placement,
    ProductionGroup,
    Referral,
    SeasonResult,
    WorkAbroad,
)
from livelihoods.rules.counting import MODEL_CLASSES, TRAINED_CLASSES, counting, part_days
from livelihoods.rules.loans import totals
from livelihoods.rules.picklists import training_levels
from livelihoods.rules.words import EnrolmentState, IncomeMoment, LoanStanding
from livelihoods.selectors.credit import states_of
from livelihoods.selectors.needs import job_need_lines, skill_need_lines
from livelihoods.selectors.population import classes_then, workers_then
from livelihoods.selectors.training import employed_after
from programs.registry import ResultLine
from registers.models import Kept


def _ever(kind: type[Kept], ward_id: int, last: date, day: str) -> bool:
    """Whether anything was recorded that took effect by the last day."""
    return kind.objects.in_ward(ward_id).counting().filter(**{f"{day}__lte": last}).exists()


def _homes(households: Iterable[int]) -> tuple[int, ...]:
    return tuple(sorted(set(households)))


def model_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """T03: models that began (copies too), were given something or took a household in, in the period, with at least one household
    that was poor, near-poor or newly escaped poor on such a day and took part then. What a household brought in itself is no support."""
    span = Span(first, last)
    models = list(LivelihoodModel.objects.in_ward(ward_id).counting().filter(proposed_on__lte=last))
    inputs = ModelInput.objects.in_ward(ward_id).counting().filter(given_on__gte=first, given_on__lte=last)
    given = list(inputs.values_list("model_id", "given_on", "is_contribution", "value_dong", "grant"))
    supports: dict[int, set[date]] = {row.pk: set() for row in models}
    for model, on, is_contribution, _, _ in given:
        if not is_contribution and model in supports:
            supports[model].add(on)
    started = {row.pk: row.started_on for row in models}
    participants = ModelParticipant.objects.in_ward(ward_id).counting().filter(from_on__lte=last, model__in=started)
    days = {
        (model, household, day)
        for model, household, from_on, to_on in participants.exclude(to_on__lt=first).values_list("model", "household", "from_on", "to_on")
        for day in part_days(span, started[model], supports[model], from_on, to_on)
    }
    classes = classes_then((household, day) for _, household, day in days)
    parts = {(model, household) for model, household, day in days if classes[household, day] & MODEL_CLASSES}
    copies = [row for row in models if row.copy_of_id and span.holds(row.started_on)]
    homes = _homes(household for _, household in parts)
    n_models = len({model for model, _ in parts})
    ever = bool(models)
    values = [0 if grant else value for *_, value, grant in given if value is not None]
    note = (
        "Mô hình bắt đầu, được cấp đầu vào hoặc thêm hộ tham gia trong kỳ, có hộ vào ngày đó là hộ nghèo, hộ cận nghèo, "
        "hộ mới thoát nghèo và đang tham gia."
    )
    return [
        ResultLine(
            "livelihood_models_supported", "Mô hình sinh kế được hỗ trợ, nhân rộng", n_models if ever else None, "mô hình", homes, note
        ),
        ResultLine("livelihood_models_households", "Hộ tham gia các mô hình đó", len(homes) if ever else None, "hộ", homes),
        ResultLine("livelihood_models_copied", "Trong kỳ bắt đầu nhân rộng", len(copies) if ever else None, "mô hình"),
        _led_by_priority(models, parts),
        _risen_incomes(ward_id, last),
        ResultLine(
            "livelihood_models_value",
            "Trị giá đầu vào cấp cho cả mô hình, hộ tự góp",
            sum(values) if values else None,
            "đồng",
            (),
            "Đầu vào cấp cho hộ tính ở “Tiền và trị giá hiện vật đã trao”.",
        ),
    ]


def _led_by_priority(models: Iterable[LivelihoodModel], parts: set[tuple[int, int]]) -> ResultLine:
    """Of the models of the period, those whose leader has priority; None while nobody was named as a leader."""
    known = {row.pk: bool(row.priority) for row in models if row.leader_id is not None}
    led = {(model, household) for model, household in parts if known.get(model)}
    label = "Trong số mô hình được hỗ trợ: người chịu trách nhiệm thuộc diện ưu tiên"
    value = len({model for model, _ in led}) if known else None
    return ResultLine("livelihood_models_led_by_priority", label, value, "mô hình", _homes(household for _, household in led))


def _risen_incomes(ward_id: int, last: date) -> ResultLine:
    """Households with a higher income after than before, in any model: the newest answers up to the last day. One query."""
    rows = ModelIncome.objects.in_ward(ward_id).counting().filter(asked_on__lte=last).order_by("asked_on", "pk")
    newest: dict[tuple[int, int], dict[str, int]] = {}
    for model, household, moment, amount in rows.values_list("model", "household", "moment", "amount_dong"):
        newest.setdefault((model, household), {})[moment] = amount
    asked = [(household, told) for (_, household), told in newest.items() if len(told) == len(IncomeMoment)]
    risen = {household for household, told in asked if told[IncomeMoment.AFTER] > told[IncomeMoment.BEFORE]}
    n_asked = len({household for household, _ in asked})
    label = "Hộ có thu nhập sau khi tham gia mô hình cao hơn trước"
    note = f"So lần hỏi gần nhất đến ngày cuối kỳ của {format_int(n_asked)} hộ có đủ số liệu trước và sau." if asked else ""
    return ResultLine("livelihood_incomes_risen", label, len(risen) if asked else None, "hộ", _homes(risen), note)


def group_results(ward_id: int, first: date, last: date) -> list[ResultLine]:
    """Groups that work on the last day, contracts in force then, seasons that ended in the period."""
    groups = list(ProductionGroup.objects.in_ward(ward_id).counting().filter(founded_on__lte=last))
    working = {row.pk for row in groups if row.dissolved_on is None or row.dissolved_on > last}
    members = GroupMember.objects.in_ward(ward_id).counting().filter(group__in=working, from_on__lte=last)
    homes = _homes(household for household, to_on in members.values_list("household", "to_on") if to_on is None or to_on >= last)
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
    """T16: people who completed a class of a level that counts in the period and were, on the day of completion, workers of a
    near-poor or newly escaped poor household or low-income workers; a person once. Certificates count by their own day."""
    levels = [item.code for item in training_levels() if item.counts]
    span, rows = Span(first, last), Enrolment.objects.in_ward(ward_id).counting().filter(enrolled_on__lte=last)
    ended, certificates = Q(ended_on__gte=first, ended_on__lte=last), Q(certificate_on__gte=first, certificate_on__lte=last)
    done = rows.filter(ended | certificates, state=EnrolmentState.COMPLETED)
    found = list(done.values_list("member", "member__household", "vocational_class__level", "ended_on", "certificate_on"))
    fitting = {(member, on) for member, _, level, on, _ in found if on is not None and span.holds(on) and level in levels}
    trained = {member: household for (member, _), household in counting(workers_then(ward_id, fitting), TRAINED_CLASSES).items()}
    everyone = {member: household for member, household, _, on, _ in found if span.holds(on)}
    certified = {member: household for member, household, *_, on in found if span.holds(on)}
    ever, employed = rows.exists(), employed_after(ward_id, first, last)
    note = (
        "Vào ngày học xong là người lao động thuộc hộ cận nghèo, hộ mới thoát nghèo hoặc người lao động có thu nhập thấp; "
        "mỗi người tính một lần."
    )
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
        ResultLine(
            "learners_certified",
            "Người được cấp chứng chỉ học nghề trong kỳ",
            len(certified) if ever else None,
            "người",
            _homes(certified.values()),
        ),
        ResultLine(
            "learners_employed",
            "Người học nghề xong có việc làm trong kỳ",
            len(employed) if ever else None,
            "người",
            _homes(employed.values()),
            "Lần nhận việc, đi làm việc ở nước ngoài đầu tiên từ ngày học xong, theo sổ việc làm.",
        ),
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
