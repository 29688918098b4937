"""The targets of a year belong to the version of its plan in force, with copies for the draft of the year."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STANDING_FIRST = ("issued", "draft", "amended")


def attach(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    all_plans, targets = apps.get_model("programs", "Plan").objects, apps.get_model("indicators", "Target").objects
    for ward_id, year in sorted(set(targets.order_by().values_list("ward", "year"))):
        plans = sorted(
            all_plans.filter(ward=ward_id, year=year), key=lambda plan: (STANDING_FIRST.index(plan.state), -plan.version_number)
        )
        if not plans:
            continue
        rows = targets.filter(ward=ward_id, year=year)
        rows.update(plan=plans[0])
        for draft in (plan for plan in plans[1:] if plan.state == "draft"):
            copies = list(rows.filter(plan=plans[0], retired_on__isnull=True))
            for row in copies:
                row.pk, row.plan = None, draft
            targets.bulk_create(copies)


def detach(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Back to one set a year: that of the version in force."""
    targets = apps.get_model("indicators", "Target").objects
    targets.filter(plan__isnull=False).exclude(plan__state="issued").filter(observations__isnull=True).delete()


class Migration(migrations.Migration):
    dependencies = [("indicators", "0002_target_plan")]
    operations = [migrations.RunPython(attach, detach)]
