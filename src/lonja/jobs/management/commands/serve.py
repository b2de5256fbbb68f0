import errno
import os
import socket
import sys
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lonja.jobs import preparing
from lonja.jobs.supervision import Child, KeepsDying, Supervisor


class Command(BaseCommand):
    help = "Open the office: prepare what is missing, then serve the web and work the jobs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0: reachable from outside")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument("--no-example", action="store_true", help="no example year")
        parser.add_argument("--notices", type=Path, help="a file of public notices to read first")

    def handle(self, *, host: str, port: int, web_processes: int, **options) -> None:
        self._insist_that_free(host, port)
        # For the children, and for the links that are written while preparing.
        os.environ["PORT"] = str(port)
        if "LONJA_ADDRESS" not in os.environ:
            settings.ADDRESS = f"http://localhost:{port}"
        way_in = self._prepare(example=not options["no_example"], notices=options["notices"])
        supervisor = Supervisor(
            [
                Child("web", _web_command(host, port, web_processes), essential=True),
                Child("tareas", [sys.executable, "-m", "lonja", "worker", "--verbosity", "0"]),
            ],
            on_death=lambda name: self._say(
                _("«%(name)s» se ha interrumpido; arranca de nuevo.") % {"name": name}
            ),
        )
        try:
            supervisor.run(when_up=lambda: _answers(host, port) and self._welcome(way_in))
        except KeepsDying as error:
            raise CommandError(
                _("El proceso «%(name)s» se interrumpe una y otra vez; más arriba dice por qué.")
                % {"name": error}
            ) from None
        self._say(_("Cerrado."))

    def _insist_that_free(self, host: str, port: int) -> None:
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                taken = error.errno == errno.EADDRINUSE
                why = _("ya está ocupado") if taken else error.strerror
                raise CommandError(
                    _("No se puede abrir el puerto %(port)s: %(why)s. Pruebe con PORT=%(other)s")
                    % {"port": port, "why": why, "other": port + 1}
                ) from None

    def _prepare(self, *, example: bool, notices: Path | None) -> str:
        """Make what is missing; how to sign in, in words for whoever opens the office."""
        if preparing.lacks_tables():
            self._say(_("Preparando la base de datos…"))
            preparing.bring_tables_up_to_date()
        preparing.gather_static_files()
        if example and preparing.is_unused():
            self._say(_("Escribiendo el año de ejemplo…"))
            preparing.write_example_year()
        if notices:
            call_command("notices", "import", str(notices), stdout=self.stdout)
        return preparing.way_in()

    def _welcome(self, way_in: str) -> bool:
        self._say(_("La oficina está abierta en %(address)s") % {"address": settings.ADDRESS})
        if way_in:
            self._say(way_in)
        if hasattr(settings, "EMAIL_FILE_PATH"):
            self._say(_("El correo no sale: se deja en %(folder)s") % {"folder": _mail_folder()})
        self._say(_("Ctrl-C para cerrarla."))
        return True

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _web_command(host: str, port: int, processes: int) -> list[str]:
    # One thread a process: more of them only wait for each other. No respawning: if one of its
    # processes dies granian leaves, and the supervisor knows when it is of no use to go on.
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws"),
        *("--host", host, "--port", str(port), "--log-level", "warning"),
        *("--workers", str(processes), "--blocking-threads", "1"),
        *("--workers-kill-timeout", "10"),
        "lonja.wsgi:application",
    ]


def _answers(host: str, port: int) -> bool:
    """Whether it answers already, whatever it says."""
    here = "127.0.0.1" if host == "0.0.0.0" else host  # noqa: S104
    asking = HTTPConnection(here, port, timeout=1)
    try:
        # By a name that it knows, or it would be refused.
        asking.request("HEAD", "/", headers={"Host": urlsplit(settings.ADDRESS).hostname or here})
        asking.getresponse()
    except (OSError, HTTPException):
        return False
    finally:
        asking.close()
    return True


def _mail_folder() -> Path:
    folder = Path(settings.EMAIL_FILE_PATH)
    return folder.relative_to(Path.cwd()) if folder.is_relative_to(Path.cwd()) else folder
