from django.urls import path

from . import style

urlpatterns = [path("estilo/", style.page, name="style")]
