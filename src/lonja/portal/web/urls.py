from django.urls import path

from .views import asking, pages

urlpatterns = [
    path("mi-pagina/", asking.AskForLink.as_view(), name="portal-ask"),
    path("mi-pagina/<str:token>/", pages.HomeLinked.as_view(), name="portal-home"),
    path("pasaporte/<str:token>/", pages.PassportLinked.as_view(), name="portal-passport"),
    path("entidades/<int:pk>/pagina/", pages.HomeSignedIn.as_view(), name="home-page"),
    path("entidades/<int:pk>/pagina/enviar/", pages.send_home, name="home-send"),
    path("territorios/<int:pk>/pasaporte/", pages.PassportSignedIn.as_view(), name="passport-page"),
    path(
        "territorios/<int:pk>/pasaporte/enviar/", pages.send_passport, name="passport-send"
    ),
]  # fmt: skip
