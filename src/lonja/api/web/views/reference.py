"""The API described: for programs as OpenAPI, for people as a page of our own."""

from __future__ import annotations

from functools import cache

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from lonja.accounts import access
from lonja.core.navigation import SECTIONS

from ..service import api


@access.public
def openapi(request: HttpRequest) -> JsonResponse:
    """It describes the program, which is public, and nothing of what the office keeps."""
    return JsonResponse(_schema(), json_dumps_params={"ensure_ascii": False})


@access.signed_in_required
def reference(request: HttpRequest) -> HttpResponse:
    schema = _schema()
    groups: dict[str, list[dict]] = {}
    for path, methods in schema["paths"].items():
        for method, operation in methods.items():
            tag = (operation.get("tags") or ["0"])[0]
            groups.setdefault(tag, []).append(
                {
                    "method": method.upper(),
                    "path": path,
                    "summary": operation.get("summary", ""),
                    "description": operation.get("description", ""),
                    "params": operation.get("parameters", []),
                    "fields": _fields(schema, operation),
                }
            )
    first = groups.pop("figures", [])
    named = [{"label": _("Cifras"), "operations": first}] + [
        {"label": SECTIONS[tag].label if tag in SECTIONS else tag, "operations": found}
        for tag, found in sorted(groups.items())
    ]
    return render(request, "api/reference.html", {"groups": named})


@cache
def _schema() -> dict:
    """It only changes with the program."""
    return api.get_openapi_schema()


def _fields(schema: dict, operation: dict) -> list[dict[str, str]]:
    """The fields of what an operation answers: of each result, when it answers a page of them."""
    answer = operation.get("responses", {}).get(200, {})
    ref = answer.get("content", {}).get("application/json", {}).get("schema", {})
    found = _named(schema, ref)
    results = found.get("properties", {}).get("results")
    if results:
        found = _named(schema, results.get("items", {}))
    return [
        {"name": name, "type": _type(said), "description": said.get("description", "")}
        for name, said in found.get("properties", {}).items()
    ]


def _named(schema: dict, ref: dict) -> dict:
    name = ref.get("$ref", "").rpartition("/")[2]
    return schema.get("components", {}).get("schemas", {}).get(name, {})


def _type(said: dict) -> str:
    if "anyOf" in said:
        return " | ".join(_type(one) for one in said["anyOf"] if one.get("type") != "null")
    if said.get("type") == "array":
        return f"[{_type(said.get('items', {}))}]"
    name = said.get("$ref", "").rpartition("/")[2]
    return name or said.get("format") or said.get("type", "")
