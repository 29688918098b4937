"""The book of nutrition: what can be added, which steps follow, what voiding takes with it."""

from households.models import Member
from nutrition import models as m
from nutrition.forms import registers as forms
from nutrition.services import doses, growth, pregnancies
from registers.views.book import Addition, Book, Step

BOOK = Book(
    namespace="nutrition",
    kinds={
        "can-do": m.GrowthMeasurement,
        "cho-uong": m.Dose,
        "dot-vitamin-a": m.VitaminARound,
        "thai-ky": m.Pregnancy,
        "kham-thai": m.AntenatalVisit,
    },
    pages={Member: "nutrition:person", m.Pregnancy: "nutrition:pregnancy"},
    roots=("pregnancy", "member"),
    lists={
        m.GrowthMeasurement: ("Dinh dưỡng của trẻ", "nutrition:children"),
        m.Dose: ("Dinh dưỡng của trẻ", "nutrition:children"),
        m.VitaminARound: ("Vitamin A", "nutrition:rounds"),
        m.Pregnancy: ("Thai kỳ", "nutrition:pregnancies"),
    },
    additions={
        m.GrowthMeasurement: Addition(
            forms.GrowthForm, lambda form, by: growth.growth_measure(form.instance, by=by),
            "Ghi cân đo", "Ghi cân đo", "Đã ghi cân đo.", ("measured_on",),
            "Điểm z và phân loại tính theo chuẩn của Tổ chức Y tế thế giới, lưu kèm số đo.", "member",
        ),
        m.Dose: Addition(
            forms.DoseForm, lambda form, by: doses.dose_give(form.instance, by=by),
            "Ghi cho uống, cấp phát", "Ghi vào sổ", "Đã ghi.", ("given_on",), about="member",
        ),
        m.VitaminARound: Addition(
            forms.RoundForm, lambda form, by: doses.round_record(form.instance, by=by),
            "Ghi số liệu đợt vitamin A toàn phường", "Ghi số liệu", "Đã ghi số liệu của đợt.", ("held_on",),
        ),
        m.Pregnancy: Addition(
            forms.PregnancyForm, lambda form, by: pregnancies.pregnancy_register(form.instance, by=by),
            "Đăng ký theo dõi thai kỳ", "Ghi vào sổ", "Đã đăng ký theo dõi.", ("registered_on",), about="member",
        ),
        m.AntenatalVisit: Addition(
            forms.VisitForm, lambda form, by: pregnancies.antenatal_visit(form.instance, by=by),
            "Ghi lần khám thai", "Ghi lần khám", "Đã ghi lần khám.", ("on",),
        ),
    },
    steps={
        m.Pregnancy: {
            "ket-thuc": Step(
                forms.PregnancyEndForm,
                lambda row, v, by: pregnancies.pregnancy_end(
                    row, {"ended_on": v["on"], "outcome": v["outcome"]}, version=v["version"], by=by
                ),
                "Kết thúc theo dõi thai kỳ", "Ghi kết thúc", "Đã ghi kết thúc.",
                lambda row: "Thai kỳ này đã kết thúc." if row.ended_on or row.is_voided else "",
            )
        }
    },
    voids={m.GrowthMeasurement: growth.growth_void, m.Pregnancy: pregnancies.pregnancy_void},
)  # fmt: skip
