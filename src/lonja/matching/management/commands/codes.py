from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lonja.matching.domain import teaching
from lonja.ranking.suggesting.divisions import FEWEST


class Command(BaseCommand):
    help = "Learn from the notices brought in which codes to suggest: lonja codes learn"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["learn"])

    def handle(self, *args, **options):
        try:
            titles = teaching.learn()
        except ValueError as problem:
            raise CommandError(
                _("Todavía hay pocos anuncios de los que aprender: hacen falta %d.") % FEWEST
            ) from problem
        self.stdout.write(_("Aprendido de %d títulos.") % titles)
