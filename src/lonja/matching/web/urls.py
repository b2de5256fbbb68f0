from django.urls import path

from ..enums import NeedState
from . import (
    choosing_addresses,
    digest_addresses,
    encounter_addresses,
    need_addresses,
    profile_addresses,
)
from .views import encounter, notices
from .views.worked import AcceptTerritory, WorkedPage

ASK_WHY = (NeedState.WITHDRAWN, NeedState.UNANSWERED)


def _move(state: NeedState):
    view = encounter.CloseNeed if state in ASK_WHY else encounter.MoveNeed
    return path(
        f"necesidades/<int:pk>/{state.value.replace('_', '-')}/",
        view.as_view(to=state),
        name=f"need-{state.value}",
    )


urlpatterns = [
    *need_addresses.urlpatterns,
    *profile_addresses.urlpatterns,
    *encounter_addresses.urlpatterns,
    *choosing_addresses.urlpatterns,
    *digest_addresses.urlpatterns,
    path("oportunidades/importar/", notices.ImportNotices.as_view(), name="notices-import"),
    path("fuentes/<int:pk>/leer/", notices.ReadFeed.as_view(), name="feed-read"),
    path("oportunidades/<int:pk>/necesidad/", notices.TurnIntoNeed.as_view(), name="notice-need"),
    path("oportunidades/<int:pk>/interesa/", notices.KeepNotice.as_view(), name="notice-keep"),
    path(
        "oportunidades/<int:pk>/descartar/", notices.DiscardNotice.as_view(), name="notice-discard"
    ),
    *(_move(state) for state in NeedState),
    path("actos/<int:pk>/territorio/", AcceptTerritory.as_view(), name="act-territory"),
    path("territorios-trabajados/", WorkedPage.as_view(), name="worked"),
    path("territorios-trabajados/<int:year>/", WorkedPage.as_view(), name="worked-year"),
]
