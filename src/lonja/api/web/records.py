"""Two addresses for each resource: its records, in pages, and one of them."""

# Annotations are read by ninja from local names: they may not become strings.
from datetime import datetime
from typing import Any, Literal
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, QueryDict
from ninja import Field, Query, Router, Schema
from pydantic import BaseModel, create_model

from lonja.core.text import whole
from lonja.search.queries import narrow
from lonja.workbench.filters import Filter
from lonja.workbench.registry import all_resources
from lonja.workbench.resource import Resource

from ..shape import record_as_json, schema_of, with_relations
from .authentication import require_resource
from .problems import Unknown

MOST = 200
OURS = {"q", "page", "page_size", "sort", "updated_since"}


def router() -> Router:
    made = Router()
    for resource in all_resources():
        _add(made, resource)
    return made


def _add(made: Router, resource: Resource) -> None:
    Params, Item = _params(resource), schema_of(resource)
    Page = _page(resource, Item)
    tags = [str(resource.line or "directory")]

    @made.get(
        f"/{resource.slug}/",
        response=Page,
        exclude_unset=True,
        url_name=f"{resource.slug}-records",
        operation_id=f"{resource.slug}-records",
        summary=f"{resource.plural.capitalize()}",
        description=str(resource.lede),
        tags=tags,
    )
    def records(request: HttpRequest, params: Params = Query(...)) -> dict[str, Any]:  # noqa: B008
        require_resource(request, resource)
        return _list(request, resource, params)

    @made.get(
        f"/{resource.slug}/{{int:id}}/",
        response=Item,
        exclude_unset=True,
        url_name=f"{resource.slug}-record",
        operation_id=f"{resource.slug}-record",
        summary=f"{resource.singular.capitalize()}",
        tags=tags,
    )
    def record(request: HttpRequest, id: int) -> dict[str, Any]:
        require_resource(request, resource)
        found = with_relations(resource, resource.rows(request.user)).filter(pk=whole(id)).first()
        if found is None:
            raise Http404
        return record_as_json(resource, found, request.user, alone=True)


def _list(request: HttpRequest, resource: Resource, params: Schema) -> dict[str, Any]:
    if not _sees_some(resource, request.user):
        raise PermissionDenied
    rows = _rows(request, resource, params)
    start = (params.page - 1) * params.page_size
    found = list(with_relations(resource, rows)[start : start + params.page_size + 1])
    more = len(found) > params.page_size
    return {
        "count": rows.order_by().count(),
        "next": _address(request, params.page + 1) if more else None,
        "previous": _address(request, params.page - 1) if params.page > 1 else None,
        "results": [
            record_as_json(resource, one, request.user) for one in found[: params.page_size]
        ],
    }


def _rows(request: HttpRequest, resource: Resource, params: Schema) -> QuerySet:
    given, user = QueryDict(mutable=True), request.user
    sees_all = resource.may_list(user)
    for name in ("q", *(chosen.name for chosen in resource.filters)):
        if (value := getattr(params, name, None)) not in (None, ""):
            given[name] = str(value)
    if not sees_all:
        # Finding by what one may not read would be reading it.
        given.pop("q", None)
        hidden = {chosen.name for chosen in resource.filters if chosen.office}
        if asked := sorted(hidden & given.keys()):
            raise Unknown(asked, [name for name in type(params).model_fields if name not in hidden])
    rows = resource.narrowed(resource.rows(user), given)
    if params.q and not sees_all:
        rows = narrow(rows, params.q, titles_only=True)
    if params.updated_since:
        rows = rows.filter(updated_at__gte=params.updated_since)
    if params.sort:
        rows = resource.sorted(rows, params.sort)
    # A page must not repeat what another gave: ties are told apart by the key.
    order = rows.query.order_by or rows.model._meta.ordering
    return rows if {"pk", "-pk"} & set(order) else rows.order_by(*order, "pk")


def _sees_some(resource: Resource, user) -> bool:
    """Whether this resource gives this person anything, ever: else it says so with a 403."""
    shares = type(resource).shared_with is not Resource.shared_with
    return resource.may_list(user) or shares


def _address(request: HttpRequest, page: int) -> str:
    params = {**request.GET.dict(), "page": page}
    return request.build_absolute_uri(f"{request.path}?{urlencode(params)}")


def _params(resource: Resource) -> type[Schema]:
    filters = {
        chosen.name: _param(resource.model, chosen)
        for chosen in resource.filters
        if chosen.name not in OURS
    }
    columns = [c.name for c in resource.columns if c.bound_to(resource.model).sort]
    orders = tuple(sign + name for name in columns for sign in ("", "-"))
    return create_model(
        f"{type(resource).__name__}Params",
        __base__=Schema,
        q=(str | None, Field(None, description="Buscar / Search")),
        page=(int, Field(1, ge=1, le=100_000, description="Página / Page")),
        page_size=(int, Field(50, ge=1, le=MOST, description="Registros por página / Page size")),
        sort=(
            Literal[orders] | None if orders else None,
            Field(None, description="Orden, con «-» descendente / Order, descending with “-”"),
        ),
        updated_since=(datetime | None, Field(None, description="Cambiados desde / Changed since")),
        **filters,
    )


def _param(model: type[models.Model], chosen: Filter) -> tuple[Any, Any]:
    return (str | None, Field(None, description=str(chosen.label_for(model))))


def _page(resource: Resource, Item: type[BaseModel]) -> type[Schema]:
    return create_model(
        f"{type(resource).__name__}Page",
        __base__=Schema,
        count=(int, ...),
        next=(str | None, None),
        previous=(str | None, None),
        results=(list[Item], ...),
    )
