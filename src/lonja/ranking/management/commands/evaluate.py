from pathlib import Path

from django.core.management.base import BaseCommand

from lonja.ranking.evaluation import cpv
from lonja.ranking.suggesting import knowledge


class Command(BaseCommand):
    help = "Measure suggestions against the truth: lonja evaluate cpv --train … --test … --out …"
    requires_system_checks = []

    def add_arguments(self, parser):
        kinds = parser.add_subparsers(dest="kind", required=True)
        codes = kinds.add_parser("cpv", help="divisions of the procurement vocabulary, from texts")
        codes.add_argument("--train", type=Path, required=True, help="texts with their divisions")
        codes.add_argument("--test", type=Path, required=True, help="texts to predict")
        codes.add_argument("--out", type=Path, required=True, help="predictions, as CSV")
        codes.set_defaults(run=self._cpv)

    def handle(self, *args, run, **options):
        for line in run(options):
            self.stdout.write(line)

    def _cpv(self, options):
        return cpv.evaluate(
            options["train"], options["test"], options["out"], knowledge.everything()
        )
