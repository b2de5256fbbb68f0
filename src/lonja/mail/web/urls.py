from django.urls import path

from .views import messages

urlpatterns = [
    path("correo/", messages.listing, name="outbox"),
    path("correo/<int:pk>/", messages.show, name="outbox-message"),
    path("correo/<int:pk>/reintentar/", messages.retry, name="outbox-retry"),
]
