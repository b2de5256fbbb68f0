"""Errors in words, as `application/problem+json` (RFC 9457)."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

log = logging.getLogger(__name__)


class TooMany(Exception):
    """More requests in a minute than anybody needs. `wait`: seconds until the next minute."""

    def __init__(self, wait: int):
        self.wait = wait


class Unknown(Exception):
    """Parameters in the address that nothing here reads; and those that are read."""

    def __init__(self, given: list[str], read: list[str]):
        self.given, self.read = given, read


def problem(status: int, detail: str, **more: object) -> HttpResponse:
    body = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": detail,
        **more,
    }
    return HttpResponse(
        json.dumps(body, ensure_ascii=False), status=status, content_type="application/problem+json"
    )


def only_known(view: Callable) -> Callable:
    """Refuse parameters that this operation does not read: a filter that is misspelt and ignored
    gives every record, as if it had been heeded."""
    models = view._ninja_operation.models  # type: ignore[attr-defined]
    queries = [one for one in models if one.__ninja_param_source__ == "query"]
    read = [name for one in queries for name in one.__ninja_flatten_map__]

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **values: Any) -> Any:
        if given := [name for name in request.GET if name not in read]:
            raise Unknown(given, read)
        return view(request, *args, **values)

    return asked


def only_read(view: Callable) -> Callable:
    """Say in the words of every other error that nothing is written here."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **values: Any) -> HttpResponse:
        answer = view(request, *args, **values)
        if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:
            return answer
        refused = problem(405, _("Aquí solo se lee: pida con GET."))
        refused["Allow"] = answer["Allow"]
        return refused

    return asked


def handle_all(api: NinjaAPI) -> None:
    """Make every error of an API a problem."""

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
        answer = problem(401, _("Falta la clave, o no vale: caducó, se retiró o está mal copiada."))
        answer["WWW-Authenticate"] = 'Bearer realm="lonja"'
        return answer

    @api.exception_handler(PermissionDenied)
    def refused(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
        return problem(403, str(error) or _("Esta clave no alcanza a leer esto."))

    @api.exception_handler(Http404)
    def missing(request: HttpRequest, error: Http404) -> HttpResponse:
        return problem(404, _("No existe, o no está entre lo que usted puede ver."))

    @api.exception_handler(ValidationError)
    def wrong(request: HttpRequest, error: ValidationError) -> HttpResponse:
        errors = [{"parameter": str(one["loc"][-1]), "detail": one["msg"]} for one in error.errors]
        return problem(422, _("Algún parámetro no se entiende."), errors=errors)

    @api.exception_handler(Unknown)
    def unread(request: HttpRequest, error: Unknown) -> HttpResponse:
        detail = _("Estos parámetros no existen: %(given)s. Los que hay: %(read)s.") % {
            "given": ", ".join(f"«{name[:80]}»" for name in error.given[:10]),
            "read": ", ".join(error.read) or _("ninguno"),
        }
        return problem(400, detail, unknown=error.given[:10], known=error.read)

    @api.exception_handler(TooMany)
    def hurried(request: HttpRequest, error: TooMany) -> HttpResponse:
        answer = problem(429, _("Demasiadas peticiones en un minuto."))
        answer["Retry-After"] = str(error.wait)
        return answer

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:
        return problem(error.status_code, str(error))

    @api.exception_handler(Exception)
    def broken(request: HttpRequest, error: Exception) -> HttpResponse:
        log.error("API %s: %s", request.path, error, exc_info=error)
        return problem(500, _("Algo ha fallado aquí. Queda anotado para la oficina."))
