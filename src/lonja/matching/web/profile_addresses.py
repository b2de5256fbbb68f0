"""Where members tell what they can do, and where the office asks them to."""

from django.urls import path

from .views import describing, own_file, places, profiles

urlpatterns = [
    path("lugares/", places.suggest, name="need-places"),
    path("fichas/pedir/", profiles.AskAll.as_view(), name="profile-ask-all"),
    path("entidades/<int:pk>/pedir-ficha/", profiles.AskForProfile.as_view(), name="profile-ask"),
    path("entidades/<int:pk>/contrato/", profiles.SayOfContract.as_view(), name="contract-said"),
    path("ficha/<str:token>/", describing.LinkTell.as_view(), name="profile-link"),
    path("ficha/<str:token>/trabajos/", describing.LinkWork.as_view(), name="profile-link-work"),
    path("ficha/<str:token>/como-se-ve/", describing.LinkSeen.as_view(), name="profile-link-seen"),
    path("ficha/<str:token>/fichero/", own_file.LinkBring.as_view(), name="profile-link-file"),
    path(
        "ficha/<str:token>/fichero/plantilla/",
        own_file.LinkBlank.as_view(),
        name="profile-link-file-blank",
    ),
    path(
        "ficha/<str:token>/fichero/<int:number>/",
        own_file.LinkLook.as_view(),
        name="profile-link-file-seen",
    ),
    path("mi-ficha/", describing.own, name="profile-mine"),
    path("mi-ficha/<int:pk>/", describing.OwnTell.as_view(), name="profile-own"),
    path("mi-ficha/<int:pk>/trabajos/", describing.OwnWork.as_view(), name="profile-own-work"),
    path("mi-ficha/<int:pk>/como-se-ve/", describing.OwnSeen.as_view(), name="profile-own-seen"),
    path("mi-ficha/<int:pk>/fichero/", own_file.OwnBring.as_view(), name="profile-own-file"),
    path(
        "mi-ficha/<int:pk>/fichero/plantilla/",
        own_file.OwnBlank.as_view(),
        name="profile-own-file-blank",
    ),
    path(
        "mi-ficha/<int:pk>/fichero/<int:number>/",
        own_file.OwnLook.as_view(),
        name="profile-own-file-seen",
    ),
]
