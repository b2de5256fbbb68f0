"""Codes for what somebody is typing. Open to everybody: it turns words into codes, and keeps and
tells nothing; which is why it can stand in pages behind a personal link, and in public ones."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views import View

from lonja.accounts import access, throttle

from .codes_field import LONGEST, offered

MOST, WITHIN = 300, 600
"""Times that one address of the network may ask, in so many seconds, without having signed in."""
NAME = "cpv"
OURS = {"codes", "csrfmiddlewaretoken"}


class SuggestCodes(View):
    """Answers a POST with the fragment of a `CodesInput`. `codes` is the name of its field; what
    else is sent, but for the field itself, is the text."""

    access = access.public
    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        if not request.user.is_authenticated:
            if throttle.spent(request, "codes", limit=MOST):
                said = _(
                    "Son muchas preguntas seguidas: espere unos minutos o escriba los códigos."
                )
                return HttpResponse(said, status=429, content_type="text/plain; charset=utf-8")
            throttle.count(request, "codes", seconds=WITHIN)
        name = request.POST.get("codes", NAME)[:60]
        own = {name, f"{name}__take", *OURS}
        text = " ".join(value for key, value in request.POST.items() if key not in own)
        typed = request.POST.get(name, "")[:LONGEST]
        taken = request.POST.getlist(f"{name}__take")[:50]
        return render(request, "ranking/codes_suggested.html", offered(text, name, typed, taken))
