"""The book of the regular policies: what can be added to each table, where it is shown."""

from registers.views.book import Addition, Book
from support.services.tying import row_void
from welfare import models as m
from welfare.forms import assistance as assistance_forms
from welfare.forms import education as education_forms
from welfare.forms import housing as housing_forms
from welfare.forms import insurance as insurance_forms
from welfare.forms import legal as legal_forms
from welfare.forms import rates as rate_forms
from welfare.forms import relief as relief_forms
from welfare.services import assistance, education, housing, insurance, legal, rates, relief
from welfare.views.steps import STEPS

BOOK = Book(
    namespace="welfare",
    kinds={
        "muc": m.WelfareRate,
        "dot-mua-the": m.InsuranceBatch,
        "nguoi-mua-the": m.InsuranceLine,
        "bao-tro": m.AssistanceCase,
        "nha-o": m.HousingCase,
        "kinh-phi-nha-o": m.HousingMoney,
        "tep-nha-o": m.HousingFile,
        "ho-tro-hoc-tap": m.SchoolSupport,
        "phap-ly": m.LegalAidCase,
        "dot-cuu-doi": m.ReliefRound,
        "ho-cuu-doi": m.ReliefLine,
    },
    pages={
        m.InsuranceBatch: "welfare:batch",
        m.AssistanceCase: "welfare:assistance_case",
        m.HousingCase: "welfare:housing_case",
        m.LegalAidCase: "welfare:legal_aid_case",
        m.ReliefRound: "welfare:relief_round",
    },
    roots=("batch", "case", "round"),
    lists={
        m.WelfareRate: ("Mức, định mức", "welfare:rates"),
        m.InsuranceBatch: ("Đợt mua thẻ BHYT", "welfare:batches"),
        m.AssistanceCase: ("Bảo trợ xã hội", "welfare:assistance"),
        m.HousingCase: ("Hỗ trợ nhà ở", "welfare:housing"),
        m.SchoolSupport: ("Hỗ trợ học tập", "welfare:school_supports"),
        m.LegalAidCase: ("Trợ giúp pháp lý", "welfare:legal_aid"),
        m.ReliefRound: ("Cứu đói", "welfare:relief"),
    },
    additions={
        m.WelfareRate: Addition(
            rate_forms.RateForm, lambda form, by: rates.rate_set(form.instance, by=by),
            "Ghi mức mới", "Ghi mức mới", "Đã ghi mức mới.", (),
            "Mức cũ tự hết hiệu lực vào ngày trước ngày áp dụng mức mới; các khoản đã tính theo mức cũ không thay đổi.",
        ),
        m.InsuranceBatch: Addition(
            insurance_forms.BatchForm, lambda form, by: insurance.batch_open(form.instance, by=by),
            "Lập đợt mua thẻ BHYT", "Lập đợt mua thẻ", "Đã lập đợt mua thẻ.", ("drawn_on",),
        ),
        m.InsuranceLine: Addition(
            insurance_forms.LineForm, lambda form, by: insurance.line_add(form.instance, by=by),
            "Thêm người vào đợt mua thẻ", "Thêm người", "Đã thêm người.",
        ),
        m.AssistanceCase: Addition(
            assistance_forms.CaseForm, lambda form, by: assistance.assistance_open(form.instance, by=by),
            "Ghi người đủ điều kiện hưởng trợ giúp xã hội", "Ghi hồ sơ", "Đã ghi hồ sơ.",
        ),
        m.HousingCase: Addition(
            housing_forms.HousingForm, lambda form, by: housing.housing_propose(form.instance, by=by),
            "Đề nghị hỗ trợ nhà ở", "Ghi đề nghị", "Đã ghi đề nghị.", ("proposed_on",), about="household",
        ),
        m.HousingMoney: Addition(
            housing_forms.MoneyForm, lambda form, by: housing.housing_pay(form.instance, form.chosen, by=by),
            "Ghi kinh phí nhà ở", "Ghi kinh phí", "Đã ghi kinh phí.", ("paid_on",),
            "Tiền hỗ trợ gắn với một khoản hỗ trợ: chọn khoản đã ghi, hoặc chọn nguồn để ghi luôn khoản mới.",
        ),
        m.HousingFile: Addition(
            housing_forms.HousingFileForm, lambda form, by: housing.housing_attach(form.instance, form.cleaned_data["upload"], by=by),
            "Thêm ảnh, giấy tờ nhà ở", "Tải lên", "Đã lưu tệp.", ("taken_on",),
            "Ảnh được làm lại để bỏ thông tin vị trí; tệp được mã hóa và chỉ người xem được sổ này mới mở được.",
        ),
        m.SchoolSupport: Addition(
            education_forms.SupportForm, lambda form, by: education.support_grant(form.instance, form.chosen, by=by),
            "Ghi hỗ trợ học tập", "Ghi hỗ trợ", "Đã ghi hỗ trợ.", (),
            "Có tiền đến hộ thì chọn nguồn: khoản hỗ trợ đã ghi, hoặc kinh phí, người tặng để ghi luôn khoản mới.",
        ),
        m.LegalAidCase: Addition(
            legal_forms.LegalAidForm, lambda form, by: legal.legal_aid_log(form.instance, by=by),
            "Ghi vụ việc trợ giúp pháp lý", "Ghi vụ việc", "Đã ghi vụ việc.", ("requested_on",), about="person",
        ),
        m.ReliefRound: Addition(
            relief_forms.RoundForm, lambda form, by: relief.round_open(form.instance, by=by),
            "Lập đợt cứu đói", "Lập đợt", "Đã lập đợt cứu đói.",
        ),
        m.ReliefLine: Addition(
            relief_forms.ReliefLineForm, lambda form, by: relief.line_add(form.instance, by=by),
            "Thêm hộ vào đợt cứu đói", "Thêm hộ", "Đã thêm hộ.",
        ),
    },
    steps=STEPS,
    voids={m.HousingMoney: row_void, m.SchoolSupport: row_void, m.InsuranceLine: insurance.line_void},
)  # fmt: skip
