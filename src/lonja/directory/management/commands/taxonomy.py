from django.utils.translation import gettext as _

from lonja.core.console import OfficeCommand
from lonja.directory.domain import taxonomy


class Command(OfficeCommand):
    help = "Load the verticals and areas that ship with Lonja: lonja taxonomy load"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args, verbosity: int, **options):
        verticals, areas = taxonomy.load()
        if verbosity:
            self.stdout.write(
                _("Verticales: %(verticals)s; áreas: %(areas)s.")
                % {"verticals": verticals, "areas": areas}
            )
