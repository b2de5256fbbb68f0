from django.db import migrations


def without_country(apps, schema_editor):
    """Spanish tax ids are kept as notices and imports have them: "ESB12345678" is "B12345678"."""
    organisations = apps.get_model("directory", "Organisation")
    for one in organisations.objects.filter(tax_id__regex=r"^ES[A-Z0-9][0-9]{7}[A-Z0-9]$"):
        organisations.objects.filter(pk=one.pk).update(tax_id=one.tax_id[2:])


class Migration(migrations.Migration):
    dependencies = [("directory", "0001_initial")]

    operations = [migrations.RunPython(without_country, migrations.RunPython.noop)]
