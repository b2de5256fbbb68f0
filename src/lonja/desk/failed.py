"""What the office did not manage to do by itself: jobs given up, and letters that did not leave."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from lonja.jobs.models import Failure
from lonja.jobs.queries import failures_to_settle
from lonja.mail.enums import State
from lonja.mail.models import Message
from lonja.mail.queries import in_trouble

MOST = 100
JOBS, LETTERS = "tareas", "cartas"
UNREACHED = {"ConnectionError", "ConnectError", "ConnectTimeout", "ReadTimeout", "TimeoutError"}
UNREACHED |= {"OSError", "gaierror", "HTTPError", "ConnectionRefusedError"}
A_CLASS = re.compile(r"\w*(?:Error|error|Exception|Timeout|Lost)")


@dataclass(frozen=True)
class Failed:
    """`what` was to be done, `why` it was not, in words; `detail` for whoever maintains it."""

    sort: str
    pk: int
    what: str
    why: str
    detail: str
    at: datetime
    tries: int


def jobs() -> list[Failed]:
    return [_job(one) for one in failures_to_settle()[:MOST]]


def letters() -> list[Failed]:
    rows = in_trouble().defer("text", "html").order_by("-created_at")
    return [_letter(one) for one in rows[:MOST]]


def _job(one: Failure) -> Failed:
    return Failed(
        JOBS, one.pk, one.title, why(one.error), f"{one.job} · {one.error}", one.created_at,
        one.attempts,
    )  # fmt: skip


def why(error: str) -> str:
    """What a job said of its failure, in words. What it said in words already stays."""
    name = error.partition(": ")[0]
    if not A_CLASS.fullmatch(name):
        return error
    if name == "WorkerLost":
        return _("El programa se cerró mientras la hacía.")
    if name in UNREACHED:
        return _("No se pudo llegar a otro sitio de la red. Puede que más tarde sí.")
    if name == "OperationalError":
        return _("La base de datos no respondió, o no quedaba sitio en el disco.")
    if name in ("FileNotFoundError", "PermissionError"):
        return _("Falta un fichero, o no se puede leer.")
    return _("Un error del programa. Quien lo mantiene lo entenderá por el detalle.")


def _letter(one: Message) -> Failed:
    subject = _("(reservado)") if one.private else one.subject
    what = _("«%(subject)s», a %(to)s") % {"subject": subject, "to": one.to}
    return Failed(
        LETTERS, one.pk, what, why_of_letter(one.state, one.error), one.error, one.created_at,
        one.attempts,
    )  # fmt: skip


def why_of_letter(state: str, said: str) -> str:
    """Why a letter is where it is, by what the mail server answered."""
    code = said[:3] if said[:3].isdecimal() else ""
    if state == State.HELD:
        return said
    if code in ("550", "551", "553"):
        return _("Esa dirección no existe o no admite correo.")
    if code == "552":
        return _("El buzón de destino está lleno.")
    if code.startswith("5"):
        return _("El servidor de correo lo rechazó.")
    return _("El servidor de correo no lo aceptó en día y medio.")
