"""What an agency types about its work."""

from typing import Any, cast

from django import forms

from camphucnam.ui.forms import VersionedForm
from programs.rules.words import ASSIGNMENT_TRANSITIONS, AssignmentState

MAX_NOTE = 2000
CHOOSE = "Chọn tình trạng của nhiệm vụ."


class ProgressNoteForm(VersionedForm):
    """State and sentence; only the states that can follow the present one are offered."""

    state = forms.ChoiceField(label="Tình trạng", widget=forms.RadioSelect, error_messages={"required": CHOOSE, "invalid_choice": CHOOSE})
    text = forms.CharField(
        label="Đã làm được gì, vướng gì",
        help_text="Vài câu, có số liệu và ngày nếu có. Không ghi họ tên, số định danh của người dân.",
        max_length=MAX_NOTE,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "Nhập nội dung đã làm được, hoặc khó khăn đang gặp."},
    )

    def __init__(self, *args: Any, current: AssignmentState, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        following = [state for state in ASSIGNMENT_TRANSITIONS[current] if state is not AssignmentState.NOT_STARTED]
        cast(forms.ChoiceField, self.fields["state"]).choices = [(state.value, state.label) for state in following]

    def clean_state(self) -> AssignmentState:
        """The member of the enumeration."""
        return AssignmentState(self.cleaned_data["state"])
