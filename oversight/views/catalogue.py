"""The book of oversight: what can be added to each table, and which steps follow."""

from typing import Any

from camphucnam.accounts.models import User
from oversight import models as m
from oversight.forms import entries as forms
from oversight.forms import plan as plan_forms
from oversight.rules.words import Verdict
from oversight.services import plan, recommendations, visits
from registers.models import Kept
from registers.views.book import Addition, Book, Step

Values = dict[str, Any]


def _settled(row: m.PlanItem) -> str:
    if row.is_voided or row.drop_reason:
        return "Nội dung này không còn trong kế hoạch thực hiện."
    return "Nội dung này đã có cuộc kiểm tra, giám sát." if row.visits.counting().exists() else ""


def _voided(row: Kept) -> str:
    return f"{row.WORD} này đã bị hủy." if row.is_voided else ""


def _fixed(row: m.Visit) -> str:
    return _voided(row) or (visits.SIGNED if row.is_signed else "")


def _not_signed(row: m.Visit) -> str:
    return _voided(row) or ("" if row.is_signed else "Cuộc này chưa có biên bản đã ký nên không cần mở lại.")


def _judged(row: m.Answer) -> str:
    return "Trả lời này đã có kết luận." if row.verdict else _voided(row)


def _judge(row: m.Answer, values: Values, by: User) -> object:
    verdict = Verdict(values["verdict"])
    return recommendations.answer_judge(row, verdict, values["verdict_note"], values["on"], version=values["version"], by=by)


STEPS: dict[type[Kept], dict[str, Step]] = {
    m.PlanItem: {
        "sua": Step(
            plan_forms.PlanItemChangeForm,
            lambda row, v, by: plan.plan_item_change(row, v["values"], v["about"], version=v["version"], by=by),
            "Sửa nội dung trong kế hoạch", "Sửa kế hoạch", "Đã lưu kế hoạch.", _settled, second=True,
        ),
        "khong-thuc-hien": Step(
            plan_forms.DropForm, lambda row, v, by: plan.plan_item_drop(row, v["reason"], version=v["version"], by=by),
            "Không thực hiện nội dung này", "Không thực hiện", "Đã ghi không thực hiện.", _settled, second=True, danger=True,
        ),
    },
    m.Visit: {
        "bien-ban": Step(
            forms.MinutesForm, lambda row, v, by: visits.minutes_write(row, v["minutes"], version=v["version"], by=by),
            "Ghi diễn biến, kết quả", "Ghi biên bản", "Đã lưu nội dung biên bản.", _fixed, second=True,
        ),
        "mo-lai": Step(
            forms.ReopenForm, lambda row, v, by: visits.minutes_reopen(row, v["reason"], version=v["version"], by=by),
            "Mở lại biên bản đã ký", "Mở lại biên bản", "Đã mở lại. Sửa xong thì in, ký và tải lên biên bản mới.", _not_signed,
            second=True, danger=True,
        ),
    },
    m.Answer: {"ket-luan": Step(forms.JudgeForm, _judge, "Kết luận về trả lời", "Kết luận", "Đã ghi kết luận.", _judged)},
}  # fmt: skip

BOOK = Book(
    namespace="oversight",
    kinds={
        "ke-hoach": m.PlanItem,
        "cuoc": m.Visit,
        "ho": m.VisitHousehold,
        "tep": m.VisitFile,
        "phat-hien": m.Finding,
        "kien-nghi": m.Recommendation,
        "don-doc": m.Reminder,
        "tra-loi": m.Answer,
        "danh-gia": m.Evaluation,
    },
    pages={
        m.PlanItem: "oversight:item",
        m.Visit: "oversight:visit",
        m.Recommendation: "oversight:recommendation",
        m.Evaluation: "oversight:evaluation",
    },
    roots=("recommendation", "visit", "item"),
    lists={
        m.PlanItem: ("Kế hoạch kiểm tra, giám sát", "oversight:list"),
        m.Visit: ("Cuộc kiểm tra, giám sát", "oversight:visits"),
        m.Recommendation: ("Kiến nghị", "oversight:recommendations"),
        m.Evaluation: ("Đánh giá kế hoạch", "oversight:evaluations"),
    },
    additions={
        m.PlanItem: Addition(
            plan_forms.PlanItemForm, lambda form, by: plan.plan_item_add(form.instance, form.about(), by=by),
            "Đưa nội dung vào kế hoạch kiểm tra, giám sát", "Ghi kế hoạch", "Đã đưa nội dung vào kế hoạch.",
        ),
        m.Visit: Addition(
            forms.UnplannedVisitForm, lambda form, by: visits.visit_record(form.instance, by=by),
            "Ghi cuộc ngoài kế hoạch", "Ghi cuộc kiểm tra, giám sát", "Đã ghi cuộc kiểm tra, giám sát.", ("held_on",),
            "Cuộc theo kế hoạch thì ghi từ trang của nội dung trong kế hoạch.",
        ),
        m.VisitHousehold: Addition(
            forms.VisitHouseholdForm, lambda form, by: visits.household_visit(form.instance, by=by),
            "Ghi hộ được kiểm tra", "Ghi hộ", "Đã ghi hộ được kiểm tra.",
        ),
        m.VisitFile: Addition(
            forms.EvidenceForm, lambda form, by: visits.evidence_add(form.instance, form.cleaned_data["upload"], by=by),
            "Thêm ảnh, biên bản", "Tải lên", "Đã lưu tệp.", (),
            "Ảnh được làm lại để bỏ thông tin vị trí; tệp được mã hóa và chỉ người đọc được biên bản mới mở được.",
        ),
        m.Finding: Addition(
            forms.FindingForm, lambda form, by: visits.finding_record(form.instance, by=by),
            "Ghi phát hiện", "Ghi phát hiện", "Đã ghi phát hiện.",
        ),
        m.Recommendation: Addition(
            forms.RecommendationForm, lambda form, by: recommendations.recommendation_make(form.instance, by=by),
            "Kiến nghị với đơn vị", "Gửi kiến nghị", "Đã gửi kiến nghị. Người của đơn vị thấy ở trang “Kiến nghị gửi đơn vị tôi”.",
            ("issued_on",),
        ),
        m.Reminder: Addition(
            forms.ReminderForm, lambda form, by: recommendations.reminder_record(form.instance, by=by),
            "Ghi lần đôn đốc", "Ghi đôn đốc", "Đã ghi lần đôn đốc.", ("on",),
        ),
    },
    steps=STEPS,
    voids={m.VisitFile: visits.evidence_void, m.VisitHousehold: visits.seen_void, m.Finding: visits.seen_void},
)  # fmt: skip
