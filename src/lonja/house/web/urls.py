from django.urls import path

from .views import brand_css, logo, settings

urlpatterns = [
    path("ajustes/", settings, name="house"),
    path("marca.css", brand_css, name="brand-css"),
    path("logotipo", logo, name="house-logo"),
]
