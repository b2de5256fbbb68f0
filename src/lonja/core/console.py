"""Verbs of the console that work on the records of an office."""

from __future__ import annotations

from io import StringIO
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.translation import gettext as _


class OfficeCommand(BaseCommand):
    """Makes the tables in an installation that has none yet; says so when they are of an older
    version, which only opening the office brings up to date.

    `needs_catalogue`: territories and taxonomy are loaded too, so that what comes in finds them.
    """

    needs_catalogue = False

    def execute(self, *args: Any, **options: Any) -> str | None:
        if "django_migrations" not in connection.introspection.table_names():
            call_command("migrate", verbosity=0, interactive=False)
            if self.needs_catalogue:
                call_command("welcome", stdout=StringIO())
        try:
            return super().execute(*args, **options)
        except DatabaseError as error:
            if _of_another_version():
                raise CommandError(
                    _("La base de datos es de otra versión de Lonja. Póngala al día, mejor después "
                      "de una copia, con «lonja migrate» o abriendo la oficina: %s") % error
                ) from error  # fmt: skip
            raise


def _of_another_version() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
