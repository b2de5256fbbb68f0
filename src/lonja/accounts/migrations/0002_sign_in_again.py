"""Everybody signs in again, once.

While somebody proved again who they were, their session kept the environment of the process, with
the passwords of the database and of the mail. No request carries it any more (`core.web.environment`);
what was kept before goes here, with the list of who was signed in where.
"""

from django.db import migrations


def forget(apps, schema_editor):
    for app, model in (("usersessions", "UserSession"), ("sessions", "Session")):
        apps.get_model(app, model).objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0001_initial"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop)]
