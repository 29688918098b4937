"""Sessions in the database, read by one prepared statement: every page begins with it, and composing it costs more than running it."""

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.db import connection
from django.utils import timezone

_LOAD = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(DatabaseSessionStore):
    """Django's own store; only reading differs (``SESSION_ENGINE``)."""

    def load(self) -> dict[str, Any]:
        """The session, or an empty new one when it is not there or over."""
        with connection.cursor() as cursor:
            cursor.execute(_LOAD, [self.session_key, connection.ops.adapt_datetimefield_value(timezone.now())])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        return self.decode(row[0])
