"""``rotate_keys``: re-encrypt personal data with the newest key of PERSONAL_DATA_KEYS."""

from typing import Any

from django.apps import apps
from django.db import connection, transaction
from django.db.models import Model

from camphucnam.audit.actions import Action
from camphucnam.audit.services import record
from camphucnam.privacy.cipher import rotate
from camphucnam.privacy.fields import EncryptedTextField
from camphucnam.ui.commands import OfficeCommand

BATCH = 1000


class Command(OfficeCommand):
    help = "Mã hóa lại dữ liệu cá nhân bằng khóa mới nhất trong PERSONAL_DATA_KEYS."
    needs_ward = False
    writes = True

    def answer(self, ward: Any, options: dict[str, Any]) -> object:
        counts: dict[str, Any] = {}
        for model in apps.get_models():
            for field in model._meta.concrete_fields:
                if isinstance(field, EncryptedTextField):
                    counts[f"{model._meta.label}.{field.name}"] = rotate_column(model, str(field.column), commit=options["commit"])
        if options["commit"]:
            record(Action.KEYS_ROTATED, by=None, target_label="Khóa mã hóa", **counts)
        return {"rotated": counts, "committed": options["commit"]}


def rotate_column(model: type[Model], column: str, *, commit: bool) -> int:
    """Re-encrypt one column batch by batch, each batch in its own transaction; the number of values."""
    quote = connection.ops.quote_name
    table, key, name = quote(model._meta.db_table), quote(str(model._meta.pk.column)), quote(column)
    read = f"SELECT {key}, {name} FROM {table} WHERE {key} > %s AND {name} <> '' ORDER BY {key} LIMIT {BATCH}"  # noqa: S608
    write = f"UPDATE {table} SET {name} = %s WHERE {key} = %s AND {name} = %s"  # noqa: S608
    done, last = 0, 0
    while True:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(read, [last])
            rows = cursor.fetchall()
            if not rows:
                return done
            if commit:
                cursor.executemany(write, [(rotate(token), pk, token) for pk, token in rows])
            done, last = done + len(rows), rows[-1][0]
