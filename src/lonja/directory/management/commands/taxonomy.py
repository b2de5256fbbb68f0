from lonja.core.console import OfficeCommand
from lonja.directory.domain import taxonomy


class Command(OfficeCommand):
    help = "Carga las verticales y áreas que trae el producto: lonja taxonomy load"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args, verbosity: int, **options):
        verticals, areas = taxonomy.load()
        if verbosity:
            self.stdout.write(f"{verticals} verticales, {areas} áreas")
