from django.urls import path

from .views import bin, failed, home, near, search, trail

urlpatterns = [
    path("", home.desk, name="desk"),
    path("mesa/estos-dias/", near.days, name="desk-days"),
    path("mesa/sin-respuesta/", near.waiting, name="desk-waiting"),
    path("buscar/", search.search, name="search"),
    path("traza/", trail.everything, name="trail"),
    path("papelera/", bin.everything, name="bin"),
    path("fallos/", failed.listing, name="failed"),
    path("fallos/<slug:sort>/<int:pk>/repetir/", failed.again, name="failed-again"),
    path("fallos/<slug:sort>/<int:pk>/apartar/", failed.aside, name="failed-aside"),
]
