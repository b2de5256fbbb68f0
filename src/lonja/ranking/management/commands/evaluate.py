from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from lonja.ranking.evaluation import awards, matching


class Command(BaseCommand):
    help = "Measure suggestions against the truth: lonja evaluate matching --awards … --queries …"
    requires_system_checks = []

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="kind", required=True)
        fits = kinds.add_parser("matching", help="suppliers for tenders that were never seen")
        fits.add_argument("--awards", type=Path, required=True, help="what was won, and by whom")
        fits.add_argument("--queries", type=Path, required=True, help="tenders to rank for")
        fits.add_argument("--out", type=Path, required=True, help="the first 50 of each, as CSV")
        fits.add_argument("--learn", action="store_true", help="weights from these awards")
        fits.add_argument("--without-meaning", action="store_true", help="no model of sentences")
        fits.set_defaults(run=_matching)

    def handle(self, *args, run, **options):
        try:
            for line in run(options):
                self.stdout.write(line)
        except (awards.Unreadable, OSError) as error:
            raise CommandError(str(error)) from error


def _matching(options):
    return matching.evaluate(
        options["awards"],
        options["queries"],
        options["out"],
        without_meaning=options["without_meaning"],
        learned=options["learn"],
    )
