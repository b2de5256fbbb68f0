"""Where needs come in, and where the office tends what came."""

from django.urls import path

from .views import intake, public_need

urlpatterns = [
    path("necesidad/", public_need.SendNeed.as_view(), name="need-send"),
    path("necesidad/enviada/", public_need.NeedSent.as_view(), name="need-sent"),
    path(
        "necesidad/para/<str:token>/", public_need.SendNeedByLink.as_view(), name="need-send-link"
    ),
    path("personas/<int:pk>/preguntar/", intake.AskPerson.as_view(), name="person-ask-need"),
    path("necesidad/qr.svg", intake.qr, name="need-qr"),
    path("necesidad/<str:token>/", public_need.FollowNeed.as_view(), name="need-link"),
    path("necesidades/llamada/", intake.NoteCall.as_view(), name="need-call"),
    path("necesidades/formulario/", intake.ShareForm.as_view(), name="need-share"),
    path("necesidades/<int:pk>/directorio/", intake.Enrol.as_view(), name="need-enrol"),
    path("necesidades/<int:pk>/leido/", intake.ReadPostscripts.as_view(), name="need-read"),
    path("necesidades/<int:pk>/lugar/", intake.PlaceNeed.as_view(), name="need-place"),
    path(
        "necesidades/<int:pk>/suprimir-contacto/",
        intake.ForgetContact.as_view(),
        name="need-forget-contact",
    ),
]
