"""What is asked before each page, and in which language it is answered."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from . import access, second_factor
from .enums import Role

log = logging.getLogger(__name__)
MOST_OF_OTHERS, MOST_OF_OFFICE = 10 * 1024**2, 700 * 1024**2  # bytes of a request
SAFE = {"GET", "HEAD", "OPTIONS"}


class NotTooLarge:
    """Refuses, before a byte of it is read, what nobody would send here.

    The office brings files of public notices; whoever is from outside fills in forms. Without this,
    anybody could fill the disk with the body of a request that is refused afterwards.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        size = int(length) if length.isdecimal() and len(length) < 20 else MOST_OF_OFFICE + 1
        if size > MOST_OF_OTHERS and size > _most(request.user):
            return render(request, "413.html", status=413)
        return self.get_response(request)


def _most(user) -> int:
    return MOST_OF_OFFICE if user.is_authenticated and user.is_staff_of_office else MOST_OF_OTHERS


class LanguageOfUser:
    """Whoever is signed in reads in the language they chose, whatever their browser says."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        # Without a session there is nobody to ask the database for.
        if request.session.session_key and request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
        return self.get_response(request)


class RefuseUnlessAllowed:
    """Every page says who may enter it (see `access`); here it is asked, and nowhere else.

    Whoever is not signed in is sent to sign in. Auditors change nothing but their own account.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        if request.method == "POST" and _is_leaving(request):
            # Going back in the history of a shared computer shows nothing of who was here.
            answer["Clear-Site-Data"] = '"cache"'
        return answer

    def process_view(self, request: HttpRequest, view: Callable, args, kwargs):
        said = access.declared(view)
        if said is None:
            log.error("%s does not declare who may enter: refused", request.path)
            said = NOBODY
        if request.method not in SAFE:
            _refuse_writing_to_readers(request.user, said)
        if said in (access.public, access.checked_inside, access.RESOURCE):
            return self._first_the_second_factor(request, said)
        if said.allows(request.user):
            return self._first_the_second_factor(request, said)
        if request.user.is_authenticated:
            raise PermissionDenied
        return _to_sign_in(request)

    def _first_the_second_factor(self, request: HttpRequest, said) -> HttpResponse | None:
        """Send to set up a second factor whoever signed in without the one their office asks."""
        if said is access.public or getattr(said, "own", False):
            return None
        if not second_factor.is_missing(request):
            return None
        said = _("Su oficina pide un segundo factor. Configure uno para seguir.")
        messages.warning(request, said)
        return HttpResponseRedirect(reverse("mfa_index"))


def _is_leaving(request: HttpRequest) -> bool:
    return bool(request.resolver_match) and request.resolver_match.url_name == "account_logout"


NOBODY = access.Access("nobody", lambda user: False)


def _refuse_writing_to_readers(user, said) -> None:
    if user.is_authenticated and user.role == Role.AUDITOR and not getattr(said, "own", False):
        raise PermissionDenied


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.headers.get("HX-Request"):
        # A fragment of the sign-in page inside another page would help nobody.
        came_from = request.headers.get("HX-Current-URL", "/")
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = redirect_to_login(came_from).url
        return answer
    return redirect_to_login(request.get_full_path())
