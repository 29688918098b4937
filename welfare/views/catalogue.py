"""The book of the regular policies: what can be added to each table, and which steps follow."""

from registers.models import Kept
from registers.views.book import Addition, Book, Step
from welfare import models as m
from welfare.forms import rates as rate_forms
from welfare.services import rates

STEPS: dict[type[Kept], dict[str, Step]] = {
    m.WelfareRate: {
        "doi-chieu": Step(
            rate_forms.VerifyForm,
            lambda row, v, by: rates.rate_verify(row, {"document": v["document"], "article": v["article"]}, version=v["version"], by=by),
            "Đối chiếu với văn bản", "Đã đối chiếu", "Đã ghi đối chiếu.",
            lambda row: "Mức này đã đối chiếu hoặc đã hủy." if row.is_verified or row.is_voided else "",
        )
    },
}  # fmt: skip

BOOK = Book(
    namespace="welfare",
    kinds={"muc": m.WelfareRate},
    pages={},
    roots=(),
    lists={m.WelfareRate: ("Mức, định mức", "welfare:rates")},
    additions={
        m.WelfareRate: Addition(
            rate_forms.RateForm, lambda form, by: rates.rate_set(form.instance, by=by),
            "Ghi mức mới", "Ghi mức mới", "Đã ghi mức mới.", (),
            "Mức cũ tự hết hiệu lực vào ngày trước ngày áp dụng mức mới; các khoản đã tính theo mức cũ không thay đổi.",
        ),
    },
    steps=STEPS,
)  # fmt: skip
