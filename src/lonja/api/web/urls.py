from django.urls import path

from lonja.accounts import access

from .service import addresses
from .views import calendar, feeds, reference, tokens

urlpatterns = [
    path("api/", reference.reference, name="api-reference"),
    path("api/v1/openapi.json", reference.openapi, name="api-openapi"),
    *access.declare([path("api/v1/", addresses)], access.checked_inside),
    path("cuenta/claves/", tokens.listing, name="tokens"),
    path("cuenta/claves/<int:pk>/retirar/", tokens.revoke, name="token-revoke"),
    path("cuenta/calendario/", calendar.renew, name="calendar-renew"),
    path("cuenta/calendario/cerrar/", calendar.close, name="calendar-close"),
    path("calendario/<str:secret>.ics", calendar.feed, name="calendar"),
    path("novedades.atom", feeds.latest, name="news-feed"),
]
