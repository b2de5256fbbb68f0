from django.urls import path

from .views.capture import CapturePage

urlpatterns = [path("capturar/", CapturePage.as_view(), name="capture")]
