from django.db import migrations

from lonja.jobs.moved import AFTER, moved

MOVED = {"lonja.jobs.tasks.forget_finished": "lonja.jobs.jobs.forget_finished"}


class Migration(migrations.Migration):

    dependencies = AFTER

    operations = [moved(MOVED)]
