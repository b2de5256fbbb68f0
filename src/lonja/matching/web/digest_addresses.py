from django.urls import path

from .views import digest

urlpatterns = [
    path("avisos/<str:token>/", digest.ChooseFrequency.as_view(), name="digest"),
    path("avisos/<str:token>/baja/", digest.StopAtOnce.as_view(), name="digest-stop"),
]
