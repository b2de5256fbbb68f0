"""The brand, which every page, public ones too, is dressed in."""

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from lonja.accounts.access import public

from ..models import House


@public
@require_safe
@cache_control(max_age=60)
def brand_css(request: HttpRequest) -> HttpResponse:
    house = House.ours()
    css = f":root {{ --brand-source: {house.brand}; }}\n" if house else ""
    return HttpResponse(css, content_type="text/css; charset=utf-8")


@public
@require_safe
@cache_control(max_age=3600)
def logo(request: HttpRequest) -> FileResponse:
    house = House.ours()
    if not house or not house.logo:
        raise Http404
    return FileResponse(house.logo.open())
