"""A code stands once in a version of the plan; once in a year whose targets have no plan."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("indicators", "0003_attach_targets")]
    operations = [
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                fields=("plan", "code"), name="target_code_once_a_plan", violation_error_message="Kế hoạch đã có chỉ tiêu mang mã đó."
            ),
        ),
        migrations.AddConstraint(
            model_name="target",
            constraint=models.UniqueConstraint(
                condition=models.Q(("plan__isnull", True)),
                fields=("ward", "year", "code"),
                name="target_code_once",
                violation_error_message="Năm này đã có chỉ tiêu mang mã đó.",
            ),
        ),
    ]
