"""How far background work is."""

from datetime import timedelta

import pytest
from django.utils import timezone

from camphucnam.jobs.models import Job, JobState
from camphucnam.jobs.selectors import in_words, seconds_left


@pytest.fixture
def job(ward, leader) -> Job:
    return Job.objects.create(ward=ward, kind="test", key="test", asked_by=leader, state=JobState.RUNNING, started_at=timezone.now())


def update(job: Job, **fields: object) -> None:
    Job.objects.filter(pk=job.pk).update(**fields)


def test_running_work_shows_counts_and_asks_again(client_of, leader, job):
    update(job, done_steps=1500, total_steps=3000, step_label="Đọc trang 1", started_at=timezone.now() - timedelta(minutes=3))
    html = client_of(leader).get(f"/viec-nen/{job.pk}/").content.decode()
    for words in ("Đang chạy", "Đọc trang 1", "Đã xong 1.500 trong 3.000", "còn khoảng 3 phút", 'hx-trigger="every 2s"'):
        assert words in html


def test_fragment_is_no_page(client_of, leader, job):
    html = client_of(leader).get(f"/viec-nen/{job.pk}/tien-do/").content.decode()
    assert html.startswith('<div class="progress-box')
    assert "<html" not in html


@pytest.mark.parametrize(("state", "words"), [(JobState.DONE, "Xong lúc"), (JobState.FAILED, "Tệp hỏng. Tải lại.")])
def test_finished_work_stops_asking_and_reloads_the_page(client_of, leader, job, state, words):
    update(job, state=state, finished_at=timezone.now(), message="Tệp hỏng. Tải lại." if state == JobState.FAILED else "")
    response = client_of(leader).get(f"/viec-nen/{job.pk}/tien-do/?tai-lai=1")
    assert response["HX-Refresh"] == "true"
    assert words in response.content.decode()
    assert "hx-trigger" not in response.content.decode()
    assert "HX-Refresh" not in client_of(leader).get(f"/viec-nen/{job.pk}/tien-do/").headers


def test_only_who_asked_or_works_on_the_ward_sees_it(client_of, leader, officer, committee, other_officer, job):
    statuses = [client_of(user).get(f"/viec-nen/{job.pk}/tien-do/").status_code for user in (leader, officer, committee, other_officer)]
    assert statuses == [200, 200, 404, 404]


def test_time_left_is_told_only_when_it_can_be():
    now = timezone.now()
    assert seconds_left(Job(state=JobState.RUNNING, started_at=now - timedelta(seconds=10), done_steps=1, total_steps=4), now) == 30
    assert seconds_left(Job(state=JobState.RUNNING, started_at=now, done_steps=0, total_steps=4), now) is None
    assert seconds_left(Job(state=JobState.QUEUED), now) is None
    assert (in_words(None), in_words(30), in_words(600)) == ("", "còn khoảng 30 giây", "còn khoảng 10 phút")
