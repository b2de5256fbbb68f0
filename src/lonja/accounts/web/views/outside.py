"""Going to the identity provider and coming back from it, also when it does not answer."""

import logging
from collections.abc import Callable
from functools import wraps

from allauth.socialaccount.providers.openid_connect import views
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from requests import RequestException

log = logging.getLogger(__name__)


def _or_said(view: Callable) -> Callable:
    @wraps(view)
    def answer(request: HttpRequest, provider_id: str) -> HttpResponse:
        try:
            return view(request, provider_id)
        except RequestException as error:
            log.warning("The identity provider does not answer: %s", error)
            return render(request, "socialaccount/authentication_error.html", status=502)

    return answer


go, come_back = _or_said(views.login), _or_said(views.callback)
