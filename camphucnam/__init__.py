"""The ward poverty-programme office: composition on top, shared ground below."""

from camphucnam.celery import app as celery_app

__all__ = ["celery_app"]
