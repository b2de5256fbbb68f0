import os
import socket
import sys
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from lonja.jobs import preparing
from lonja.jobs.supervision import Child, KeepsDying, Supervisor


class Command(BaseCommand):
    help = "Opens the office: prepares what is missing, then serves the web and works the jobs."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0: reachable from outside")
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--web-processes", type=int, default=2)
        parser.add_argument("--no-example", action="store_true", help="no example year")
        parser.add_argument("--notices", type=Path, help="a file of public notices to read first")

    def handle(self, *, host: str, port: int, web_processes: int, **options) -> None:
        self._insist_that_free(host, port)
        self._prepare(example=not options["no_example"], notices=options["notices"])
        os.environ["PORT"] = str(port)
        supervisor = Supervisor(
            [
                Child("web", _web_command(host, port, web_processes)),
                Child("tareas", [sys.executable, "-m", "lonja", "worker", "--verbosity", "0"]),
            ],
            on_death=lambda name: self._say(
                _("«%(name)s» se ha interrumpido; arranca de nuevo.") % {"name": name}
            ),
        )
        try:
            supervisor.run(when_up=lambda: _answers(host, port) and self._welcome(port))
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
                raise CommandError(
                    _("No se puede abrir el puerto %(port)s: %(why)s. Pruebe con PORT=%(other)s")
                    % {"port": port, "why": error.strerror, "other": port + 1}
                ) from None

    def _prepare(self, *, example: bool, notices: Path | None) -> None:
        if preparing.bring_tables_up_to_date():
            self._say(_("Base de datos al día."))
        preparing.gather_static_files()
        if example and preparing.write_example_year():
            self._say(_("Año de ejemplo escrito."))
        preparing.open_empty_office(self.stdout)
        if notices:
            call_command("notices", "import", str(notices), stdout=self.stdout)

    def _welcome(self, port: int) -> bool:
        address = settings.ADDRESS if "LONJA_ADDRESS" in os.environ else f"http://localhost:{port}"
        self._say(_("La oficina está abierta en %(address)s") % {"address": address})
        access = Path(settings.HOME) / "acceso.txt"
        if access.exists():
            self._say(access.read_text().rstrip())
        if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
            self._say(
                _("El correo no sale: se deja en %(folder)s")
                % {"folder": _short(Path(settings.HOME) / "mail")}
            )
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
    """Whether somebody listens there yet."""
    try:
        with socket.create_connection(("127.0.0.1" if host == "0.0.0.0" else host, port), 0.2):  # noqa: S104
            return True
    except OSError:
        return False


def _short(path: Path) -> str:
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
