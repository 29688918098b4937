"""Errors of the domain. Each carries a sentence in Vietnamese that names the thing, the reason and the remedy."""


class DomainError(Exception):
    """A rule or a service refuses; ``message`` is shown to the person as it stands."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotAllowed(DomainError):
    """The acting person may not do this (the same sentence that the disabled button shows)."""


class EditConflict(DomainError):
    """Somebody else changed the record after the form was opened; nothing was written."""


class IllegalTransition(DomainError):
    """The record is not in a state from which this step is possible."""
