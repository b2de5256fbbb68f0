from django.conf import settings
from django.core.management import call_command
from django.urls import reverse
from django.utils.translation import gettext as _

from lonja.core.console import OfficeCommand
from lonja.directory.models import Vertical
from lonja.house.models import House
from lonja.territories.models import Territory

from ...domain import key


class Command(OfficeCommand):
    help = "Prepare an empty office and say with which link it is set up."

    def handle(self, *args, **options):
        if not Territory.objects.exists():
            call_command("catalogue", "load", verbosity=0)
        if not Vertical.objects.exists():
            call_command("taxonomy", "load", verbosity=0)
        if House.ours() is None:
            address = settings.ADDRESS + reverse("welcome", args=[key.make()])
            self.stdout.write(_("Para poner en marcha la oficina: %s") % address)
