from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lonja.ranking.evaluation import awards, cpv, matching
from lonja.ranking.suggesting import knowledge


class Command(BaseCommand):
    help = "Measure suggestions against the truth: lonja evaluate matching|cpv …"
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
        codes = kinds.add_parser("cpv", help="divisions of the procurement vocabulary, from texts")
        codes.add_argument("--train", type=Path, required=True, help="texts with their divisions")
        codes.add_argument("--test", type=Path, required=True, help="texts to predict")
        codes.add_argument("--out", type=Path, required=True, help="predictions, as CSV")
        codes.set_defaults(run=_cpv)

    def handle(self, *args, run, **options):
        folder = options["out"].absolute().parent
        if not folder.is_dir():  # before the minutes that it takes
            raise CommandError(_("No existe la carpeta en la que escribir: %s") % folder)
        try:
            for line in run(options):
                self.stdout.write(line)
        except awards.Unreadable as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error


def _matching(options):
    return matching.evaluate(
        options["awards"],
        options["queries"],
        options["out"],
        without_meaning=options["without_meaning"],
        learned=options["learn"],
    )


def _cpv(options):
    return cpv.evaluate(options["train"], options["test"], options["out"], knowledge.everything())
