from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from lonja.directory.models import Organisation
from lonja.example.world import World
from lonja.example.writing import prepare, say_how_to_enter, write


class Command(BaseCommand):
    help = "Write the example year in an empty office, preparing its database if needed."

    def add_arguments(self, parser):
        parser.add_argument("--years", type=int, default=2, help="how many, up to 2024 (2)")
        parser.add_argument("--scale", type=int, default=1, help="how many times the volume (1)")

    def handle(self, *args, years: int, scale: int, verbosity: int, **options):
        if years < 2 or scale < 1:
            raise CommandError(_("Hacen falta al menos dos años, y una escala de 1 o más."))
        call_command("migrate", verbosity=0)
        if Organisation.everything.exists():
            raise CommandError(
                _("Esta oficina ya tiene registros: el ejemplo solo se escribe en una vacía. "
                  "Use otra carpeta con LONJA_HOME.")
            )  # fmt: skip
        prepare()
        write(World(years=years, scale=scale))
        say_how_to_enter()
        call_command("reindex", verbosity=0)
        if verbosity:
            self.stdout.write(_("El año de ejemplo está escrito."))
