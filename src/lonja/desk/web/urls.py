from django.urls import path

from .views import bin, home, search, trail

urlpatterns = [
    path("", home.desk, name="desk"),
    path("buscar/", search.search, name="search"),
    path("traza/", trail.everything, name="trail"),
    path("papelera/", bin.everything, name="bin"),
]
