"""The addresses of every resource: `<slug>-list`, `-add`, `-detail`, `-change`, and so on."""

from __future__ import annotations

from django.urls import URLPattern, path

from ..registry import all_resources
from ..resource import Resource
from . import views
from .views import evidence


def addresses(resource: Resource) -> list[URLPattern]:
    def page(route: str, view, name: str) -> URLPattern:
        return path(
            f"{resource.slug}/{route}",
            view.as_view(resource=resource),
            name=f"{resource.slug}-{name}",
        )

    return [
        page("", views.ListPage, "list"),
        page("nuevo/", views.AddPage, "add"),
        page("opciones/", views.Choices, "choices"),
        page("papelera/", views.Bin, "bin"),
        page("exportar.<str:form>", views.Export, "export"),
        page("<int:pk>/", views.DetailPage, "detail"),
        page("<int:pk>/partes/<int:batch>/", views.LaterParts, "parts"),
        page("<int:pk>/editar/", views.ChangePage, "change"),
        page("<int:pk>/borrar/", views.DeleteRecord, "delete"),
        page("<int:pk>/recuperar/", views.RestoreRecord, "restore"),
        page("<int:pk>/evidencia/", views.ProveRecord, "prove"),
        page("<int:pk>/traza/", views.TrailPage, "trail"),
    ]


urlpatterns = [
    path("evidencia/<int:pk>/fichero/", evidence.file, name="evidence-file"),
    path("evidencia/<int:pk>/miniatura/", evidence.thumbnail, name="evidence-thumbnail"),
    path("evidencia/<int:pk>/quitar/", evidence.remove, name="evidence-remove"),
    *(address for resource in all_resources() for address in addresses(resource)),
]
