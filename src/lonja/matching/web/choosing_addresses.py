"""Where the office chooses who may solve a need, asks them, and accounts for it."""

from django.urls import path

from .views import ask, soundings, who
from .views.interest import InterestPage
from .views.ledger import LedgerFile, LedgerPage
from .views.recruiting import RecruitingFile, RecruitingPage
from .views.sounding_link import SoundingPage

urlpatterns = [
    path("necesidades/<int:pk>/quien/", who.WhoPage.as_view(), name="need-who"),
    path("necesidades/<int:pk>/elegir/", who.Choose.as_view(), name="need-choose"),
    path("necesidades/<int:pk>/descartar/", who.Discard.as_view(), name="need-discard"),
    path("necesidades/<int:pk>/anadir/", who.Add.as_view(), name="need-add"),
    path("necesidades/<int:pk>/a-consultar/", who.ToAsk.as_view(), name="need-to-ask"),
    path("necesidades/<int:pk>/consultar/", ask.AskPage.as_view(), name="need-ask"),
    path("necesidades/<int:pk>/consulta/", soundings.OpenSounding.as_view(), name="need-sounding"),
    path("candidaturas/<int:pk>/volver/", who.TakeBack.as_view(), name="candidate-back"),
    path("candidaturas/<int:pk>/presentar/", who.Introduce.as_view(), name="candidate-introduce"),
    path("candidaturas/<int:pk>/respuesta/", ask.NoteAnswer.as_view(), name="candidate-answer"),
    path("candidaturas/<int:pk>/no-presentar/", ask.PassOver.as_view(), name="candidate-pass-over"),
    path(
        "consultas-abiertas/<int:pk>/cerrar/",
        soundings.CloseSounding.as_view(),
        name="sounding-close",
    ),
    path(
        "consultas-abiertas/<int:pk>/preguntas/<int:question>/",
        soundings.ReplyToAll.as_view(),
        name="sounding-reply",
    ),
    path(
        "consultas-abiertas/<int:pk>/registro.<str:form>",
        soundings.SoundingLog.as_view(),
        name="sounding-log",
    ),
    path("consulta/<str:token>/", SoundingPage.as_view(), name="sounding"),
    path("captacion/", RecruitingPage.as_view(), name="recruiting"),
    path("captacion.csv", RecruitingFile.as_view(), name="recruiting-file"),
    path("equidad/", LedgerPage.as_view(), name="ledger"),
    path("equidad/<int:year>.<str:form>", LedgerFile.as_view(), name="ledger-file"),
    path("interes/<str:token>/", InterestPage.as_view(), name="interest"),
]
