"""Background work of files."""

from celery import shared_task

from camphucnam.files.services import forget_strays


@shared_task(name="camphucnam.files.tasks.forget_stray_files")
def forget_stray_files() -> int:
    """Files without a row; how many went."""
    return forget_strays()
