from django.core.management.base import BaseCommand

from lonja.directory.domain import taxonomy


class Command(BaseCommand):
    help = "Carga las verticales y áreas que trae el producto: lonja taxonomy load"

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=["load"])

    def handle(self, *args, **options):
        verticals, areas = taxonomy.load()
        self.stdout.write(f"{verticals} verticales, {areas} áreas")
