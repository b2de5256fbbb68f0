"""Whose office this is, as a page; and the brand in which every page is dressed, public or not."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from lonja.accounts.access import direction_required, public, readers_required
from lonja.core.colour import ink, readable
from lonja.journal import writing
from lonja.journal.queries import trail_of

from ..models import House
from .forms import HouseForm


@readers_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest) -> HttpResponse:
    house = get_object_or_404(House, pk=1)
    may_write = direction_required.allows(request.user)
    if request.method == "POST" and not may_write:
        raise PermissionDenied
    form = HouseForm(request.POST or None, request.FILES or None, instance=house)
    if request.method == "POST" and form.is_valid():
        writing.save(form.save(commit=False), House.objects.get(pk=1), by=request.user)
        messages.success(request, _("Ajustes guardados."))
        _tell_of_colour(request, form)
        return redirect("house")
    shown = House.ours()  # the form has written on its own
    return render(
        request,
        "house/settings.html",
        {
            "form": form if may_write else None,
            "shown": shown,
            "facts": _facts(shown),
            "trail": trail_of(shown)[:8],
        },
        status=422 if form.errors else 200,
    )


def _tell_of_colour(request: HttpRequest, form: HouseForm) -> None:
    colour = form.cleaned_data["brand"]
    if "brand" in form.changed_data and not readable(colour):
        messages.info(
            request,
            _("El color %(chosen)s es claro: donde haya letras se usará %(used)s, que se lee.")
            % {"chosen": colour, "used": ink(colour)},
        )


def _facts(house: House) -> list[tuple[str, str]]:
    """(name, value) of what there is to tell, besides the logo."""
    names = [name for name in HouseForm.Meta.fields if name != "logo"]
    told = [(House._meta.get_field(name).verbose_name, _said(house, name)) for name in names]
    return [(name, value) for name, value in told if value]


def _said(house: House, name: str) -> str:
    display = getattr(house, f"get_{name}_display", None)
    return str(display() if display else getattr(house, name))


@public
@require_safe
@cache_control(max_age=60)
def brand_css(request: HttpRequest) -> HttpResponse:
    """Pages ask for it with the colour in the address, so that a new one is seen at once."""
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
    answer = FileResponse(house.logo.open())
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
