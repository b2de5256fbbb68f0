from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("balance", "0002_withdrawing")]

    operations = [
        migrations.AddField(
            model_name="keptyear",
            name="beside",
            field=models.JSONField(default=dict),
        ),
    ]
