from django.db import migrations

from lonja.jobs.moved import AFTER, moved

MOVED = {
    "lonja.imports.tasks.check": "lonja.imports.jobs.check",
    "lonja.imports.tasks.write": "lonja.imports.jobs.write",
    "lonja.imports.tasks.undo": "lonja.imports.jobs.undo",
    "lonja.imports.tasks.forget_files": "lonja.imports.jobs.forget_files",
}


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0001_initial'),
        *AFTER,
    ]

    operations = [moved(MOVED)]
