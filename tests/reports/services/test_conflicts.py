"""Two people at one report: exactly one passes, the other reads who was faster, what they did and when."""

from datetime import date

import pytest

from camphucnam.accounts.models import User, Ward
from camphucnam.accounts.roles import Role
from camphucnam.jobs.models import Job
from camphucnam.kernel.errors import EditConflict
from reports.models import ReportDraft
from reports.services.building import build_draft
from reports.services.drafting import draft_send, draft_sign, narrative_save
from reports.services.issuing import registered_as, report_issue, report_register
from tests.factories import person
from tests.posting import post
from tests.reports.factories import TODAY, issued_sample


def told(by: User, deed: str) -> str:
    return rf"{by.full_name}, lúc \d\d:\d\d ngày \d\d/\d\d/\d{{4}} \({deed}\)"


def test_the_second_of_two_texts_is_told_whose_was_first(draft: ReportDraft, ward: Ward, officer: User) -> None:
    other = person(ward, Role.OFFICER)
    narrative_save(draft, "I", "Bản một", version=0, by=officer)
    with pytest.raises(EditConflict, match=told(officer, "Soạn báo cáo|.*")):
        narrative_save(draft, "I", "Bản hai", version=0, by=other)


def test_the_second_of_two_signatures_is_told_who_signed(draft: ReportDraft, ward: Ward, officer: User, signer: User) -> None:
    sent = draft_send(draft, build_draft(draft), version=draft.version, by=officer)
    draft_sign(sent, version=sent.version, by=signer)
    with pytest.raises(EditConflict, match=told(signer, "Ký duyệt")):
        draft_sign(sent, version=sent.version, by=person(ward, Role.SIGNER))


def test_a_stale_issue_button_says_who_issued(client_of, draft: ReportDraft, ward: Ward, officer: User) -> None:
    report_issue(draft, by=officer, request_key="k", version=draft.version, today=TODAY)
    response = post(client_of(person(ward, Role.OFFICER)), "/bao-cao/2023-H1/ban-hanh/", {"version": draft.version})
    assert response.status_code == 409
    assert officer.full_name in response.content.decode()
    assert "Ban hành" in response.content.decode()
    assert not Job.objects.exists()


@pytest.mark.parametrize("version", ["9" * 5000, "²", ""])
def test_a_version_that_is_no_number_is_no_page(client_of, draft: ReportDraft, officer: User, version: str) -> None:
    assert post(client_of(officer), "/bao-cao/2023-H1/ban-hanh/", {"version": version}).status_code == 404


def test_two_clerks_register_one_report(draft: ReportDraft, ward: Ward, officer: User) -> None:
    report = issued_sample(draft, officer)
    shown = registered_as(report)
    report_register(report, number="05", dated_on=date(2023, 6, 14), by=officer, shown=shown)
    with pytest.raises(EditConflict, match=told(officer, "Vào số văn bản")):
        report_register(report, number="06", dated_on=None, by=person(ward, Role.OFFICER), shown=shown)
