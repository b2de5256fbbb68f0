"""The addresses of introductions, their meetings, and what came of them."""

from django.urls import path

from ..domain import introduction_mail
from ..enums import Side
from .views import encounter, introductions, meetings
from .views.linked import IntroductionPage
from .views.linked_follow_up import FollowUpPage
from .views.linked_meeting import MeetingPage


def _of_each_side(where: str, name: str, view, purposes):
    """A page behind a personal link, for each side with a purpose of its own."""
    words = {Side.MEMBER: "asociado", Side.TERRITORY: "territorio"}
    return [
        path(
            f"enlace/{where}/{words[side]}/<str:token>/",
            view.as_view(side=side, purpose=purpose),
            name=f"{name}-of-{side.value}",
        )
        for side, purpose in purposes.items()
    ]


urlpatterns = [
    *_of_each_side("presentacion", "introduction", IntroductionPage, introduction_mail.ANSWER),
    *_of_each_side("reunion", "meeting", MeetingPage, introduction_mail.MEET),
    path("enlace/seguimiento/<str:token>/", FollowUpPage.as_view(), name="follow-up"),
    *(
        path(f"presentaciones/<int:pk>/{where}/", view.as_view(), name=f"introduction-{name}")
        for where, name, view in (
            ("enviar", "send", introductions.SendIntroduction),
            ("respuesta", "answer", introductions.AnswerIntroduction),
            ("retirar", "withdraw", introductions.WithdrawIntroduction),
            ("retomar", "take-up", introductions.TakeUpIntroduction),
            ("datos", "share", introductions.ShareIntroduction),
            ("reunion", "meet", introductions.MeetingOfIntroduction),
        )
    ),
    *(
        path(f"reuniones/<int:pk>/{where}/", view.as_view(), name=f"meeting-{name}")
        for where, name, view in (
            ("fijar", "pick", meetings.PickTime),
            ("horas", "propose", meetings.ProposeTimes),
            ("anular", "cancel", meetings.CancelMeeting),
            ("celebrada", "hold", meetings.HoldMeeting),
            ("no-celebrada", "not-hold", meetings.NotHoldMeeting),
            ("corregir", "reopen", meetings.ReopenMeeting),
            ("respuesta", "reply", meetings.TakeReply),
        )
    ),
    path(
        "resultados/<int:pk>/confirma-asociado/",
        encounter.ConfirmOutcome.as_view(side="member"),
        name="outcome-member",
    ),
    path(
        "resultados/<int:pk>/confirma-territorio/",
        encounter.ConfirmOutcome.as_view(side="territory"),
        name="outcome-territory",
    ),
]
