from django.core.exceptions import ValidationError
from django.core.management.base import CommandError

from lonja.accounts import links
from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.core.console import OfficeCommand

from ...domain import inviting


class Command(OfficeCommand):
    help = "Invite somebody, and print the link with which they come in for the first time."

    def add_arguments(self, parser):
        parser.add_argument("email")
        parser.add_argument("--name", default="")
        parser.add_argument("--role", choices=Role.values, default=Role.DIRECTION.value)

    def handle(self, *args, email: str, name: str, role: str, **options):
        user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
        if user is None:
            try:
                user = inviting.invite(email, name=name, role=Role(role), by=None)
            except ValidationError as problem:
                raise CommandError(" ".join(problem.messages)) from problem
        # Printed too, because the mail may not be set up yet.
        token = inviting.make_token(user, by=None)
        self.stdout.write(links.address("invitation", token))
