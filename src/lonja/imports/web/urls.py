from django.urls import path

from .views import files, pages, steps

urlpatterns = [
    path("importar/", pages.listing, name="imports"),
    path("importar/nueva/", pages.listing, name="imports-new"),
    path("importar/fichero/", steps.upload, name="import-upload"),
    path("importar/plantilla/<slug:key>.xlsx", files.template, name="import-template"),
    path("importar/<int:pk>/", pages.run, name="import-run"),
    path("importar/<int:pk>/hoja/", steps.place, name="import-place"),
    path("importar/<int:pk>/columnas/", steps.columns, name="import-columns"),
    path("importar/<int:pk>/escritura/", steps.write, name="import-write"),
    path("importar/<int:pk>/reintento/", steps.retry, name="import-retry"),
    path("importar/<int:pk>/deshacer/", steps.undo, name="import-undo"),
    path("importar/<int:pk>/problemas.csv", files.problems, name="import-problems"),
]
