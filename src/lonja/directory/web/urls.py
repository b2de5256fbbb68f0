from django.urls import path

from .views import duplicates, export, merging, privacy

urlpatterns = [
    path("directorio/repetidas/", duplicates.listing, name="duplicates"),
    path("directorio/repetidas/<slug:what>/", duplicates.listing, name="duplicates-of"),
    path(
        "directorio/repetidas/<slug:what>/<int:one>-<int:other>/son-dos/",
        duplicates.keep_apart,
        name="keep-apart",
    ),
    path("entidades/<int:pk>/union/", merging.organisation, name="organisation-merge"),
    path("personas/<int:pk>/union/", merging.person, name="person-merge"),
    path("directorio/uniones/<int:pk>/deshacer/", merging.undo, name="merge-undo"),
    path("personas/<int:pk>/datos/", privacy.page, name="person-data"),
    path("personas/<int:pk>/datos.json", privacy.give, name="person-data-file"),
    path("personas/<int:pk>/supresion/", privacy.erase, name="person-erase"),
    path("directorio/todo/", export.page, name="directory-export"),
    path("directorio/todo/fichero/", export.download, name="directory-export-file"),
]
