"""Targets belong to a version of the plan."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0001_initial"), ("programs", "0007_agency_directory")]
    operations = [
        migrations.AddField(
            model_name="target",
            name="plan",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="targets", to="programs.plan"
            ),
        ),
        migrations.RemoveConstraint(model_name="target", name="target_code_once"),
    ]
