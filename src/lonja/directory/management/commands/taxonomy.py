from lonja.core.console import OfficeCommand
from lonja.directory.domain import taxonomy


class Command(OfficeCommand):
    help = "Load the verticals and areas that ship with Lonja: lonja taxonomy load"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args, verbosity: int, **options):
        verticals, areas = taxonomy.load()
        if verbosity:
            self.stdout.write(f"{verticals} verticales, {areas} áreas")
