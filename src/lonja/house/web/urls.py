from django.urls import path

from .views import brand_css, logo

urlpatterns = [
    path("marca.css", brand_css, name="brand-css"),
    path("logotipo", logo, name="house-logo"),
]
