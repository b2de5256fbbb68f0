"""For migrations: jobs whose functions stand elsewhere than when they were asked for.

A job is kept by the address of its function, so that moving the function would leave what waits,
and what failed and may be tried again, without it.
"""

from collections.abc import Mapping

from django.db import migrations

# What a migration that uses this must come after.
AFTER = [
    ("django_tasks_database", "0021_conditional_partial_index_ordering"),
    ("jobs", "0001_initial"),
]


def moved(functions: Mapping[str, str]) -> migrations.RunPython:
    """`functions`: {address that it had: address that it has}, of each."""

    def there(apps, schema_editor) -> None:
        _readdress(apps, schema_editor, functions.items())

    def back(apps, schema_editor) -> None:
        _readdress(apps, schema_editor, [(new, old) for old, new in functions.items()])

    return migrations.RunPython(there, back)


def _readdress(apps, schema_editor, pairs) -> None:
    database = schema_editor.connection.alias
    waiting = apps.get_model("django_tasks_database", "DBTaskResult")._base_manager
    failed = apps.get_model("jobs", "Failure")._base_manager
    for old, new in pairs:
        waiting.using(database).filter(task_path=old).update(task_path=new)
        failed.using(database).filter(job=old).update(job=new)
