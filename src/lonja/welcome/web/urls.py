from django.urls import path

from .views import cluster, members, people

urlpatterns = [
    path("bienvenida/personas/", people, name="welcome-people"),
    path("bienvenida/asociados/", members, name="welcome-members"),
    path("bienvenida/<str:key>/", cluster, name="welcome"),
]
