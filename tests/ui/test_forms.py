"""What every form of the office says by itself."""

from django import forms

from camphucnam.ui.fields import WholeNumberField
from camphucnam.ui.forms import OfficeForm

DASHED = [("", "---------"), ("a", "Một"), ("b", "Hai")]


class SampleForm(OfficeForm):
    """One field of every kind that the office uses."""

    asked = forms.ChoiceField(choices=DASHED)
    left = forms.ChoiceField(choices=DASHED, required=False)
    worded = forms.ChoiceField(choices=[("", "Chọn nguồn"), ("a", "Một")], error_messages={"required": "Chọn nguồn."})
    many = forms.MultipleChoiceField(choices=DASHED[1:], widget=forms.CheckboxSelectMultiple)
    number = WholeNumberField()
    upload = forms.FileField()


def blank_of(form: SampleForm, name: str) -> str:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return str(dict(field.choices)[""])


def test_an_empty_choice_is_a_word_and_never_dashes() -> None:
    form = SampleForm()
    assert "----" not in form.as_p()
    assert [blank_of(form, name) for name in ("asked", "left", "worded")] == ["Chọn", "Không chọn", "Chọn nguồn"]
    form.fields["asked"].required = False
    form.name_blanks()
    assert blank_of(form, "asked") == "Không chọn"


def test_a_missing_answer_says_what_to_do() -> None:
    found = {name: messages[0] for name, messages in SampleForm({}).errors.items()}
    assert found == {
        "asked": "Chưa chọn. Chọn một mục.",
        "worded": "Chọn nguồn.",
        "many": "Chưa chọn. Chọn ít nhất một mục.",
        "number": "Chưa có số. Nhập số.",
        "upload": "Chưa chọn tệp. Chọn một tệp để tải lên.",
    }
