from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("imports", "0002_jobs_moved")]

    operations = [
        migrations.AddField(
            model_name="importrun",
            name="given",
            field=models.JSONField(default=dict),
        ),
    ]
