"""Which function does which kind of job. Applications register theirs in their ``tasks`` module."""

from collections.abc import Callable

from camphucnam.jobs.models import Job

Handler = Callable[[Job], dict[str, object]]
_HANDLERS: dict[str, Handler] = {}


def handler(kind: str) -> Callable[[Handler], Handler]:
    """Register the function that does jobs of ``kind``; it may run twice and returns the job's result."""

    def register(function: Handler) -> Handler:
        if kind in _HANDLERS and _HANDLERS[kind] is not function:
            raise RuntimeError(f"two handlers for jobs of kind {kind!r}")
        _HANDLERS[kind] = function
        return function

    return register


def handler_for(kind: str) -> Handler:
    """The function for ``kind``; KeyError when its application is not installed."""
    return _HANDLERS[kind]
