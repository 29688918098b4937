"""Issued plans do not change: triggers refuse it."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from programs import plan_guards


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    plan_guards.install(schema_editor.connection)


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    plan_guards.remove(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("programs", "0003_plan_paper")]
    operations = [migrations.RunPython(forwards, backwards)]
