import logging

from django.core.management.base import BaseCommand, CommandParser
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from lonja.jobs.worker import Worker


class Command(BaseCommand):
    help = "Run background jobs and the schedule, on this machine, until told to stop."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--until-empty", action="store_true", help="leave as soon as no job is ready"
        )

    def handle(self, *, until_empty: bool, verbosity: int, **options) -> None:
        if verbosity > 1:
            logging.getLogger("lonja.jobs").setLevel(logging.INFO)
        worker = Worker(import_string("lonja.schedule.SCHEDULE"))
        worker.heed_signals()
        if verbosity:
            self.stdout.write(_("En marcha (%(name)s). Ctrl-C para parar.") % {"name": worker.name})
        worker.work(until_empty=until_empty)
