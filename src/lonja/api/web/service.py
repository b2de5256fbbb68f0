"""The API itself: what it is made of and how it describes itself."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from ninja import NinjaAPI, Router

from . import figures, records
from .authentication import BySession, ByToken
from .problems import handle_all, only_known, only_read

api = NinjaAPI(
    title="Lonja",
    version="1",
    description=(
        "Lectura de todo lo que su papel le deja ver. Fechas ISO 8601; importes como texto con "
        "punto decimal; los errores, application/problem+json. / Read access to whatever your "
        "role may see."
    ),
    urls_namespace="api",
    # Its pages draw with scripts from elsewhere, which our policy refuses: see views.reference.
    docs_url=None,
    openapi_url=None,
    auth=[ByToken(), BySession()],
)
handle_all(api)
# The last of all: what no other address answers.
rest = Router()


@rest.get("/{path:rest}", include_in_schema=False)
def nothing(request: HttpRequest, rest: str):
    raise Http404


for router in (figures.router, records.router()):
    router.add_decorator(only_known, mode="operation")
    api.add_router("", router)
api.add_router("", rest)
addresses = api.urls
for one in addresses[0]:
    one.callback = only_read(one.callback)
