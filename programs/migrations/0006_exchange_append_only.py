"""Comments and reminders are append-only: triggers refuse UPDATE and DELETE."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from programs import guards


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.install(schema_editor.connection, *guards.EXCHANGES)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    guards.remove(schema_editor.connection, *guards.EXCHANGES)


class Migration(migrations.Migration):
    dependencies = [("programs", "0005_assignment_exchange")]
    operations = [migrations.RunPython(forwards, backwards)]
