"""Headings that sort, pages, and addresses that keep the rest."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst

from .small import icon_or_nothing

register = template.Library()


@register.simple_tag
def sort_link(column: Any, sort: str, address: str = "") -> SafeString:
    """The heading of a column as a link that sorts by it: up, then down, then as it was.

    `column` has `name` and `label`; `sort` is the present order ("name", "-name"); `address` the
    list's other parameters.
    """
    present = {column.name: "sort-up", f"-{column.name}": "sort-down"}.get(sort, "sort")
    following = {"sort": column.name, "sort-up": f"-{column.name}", "sort-down": ""}[present]
    params = QueryDict(address, mutable=True)
    params.pop("sort", None)
    params.pop("page", None)
    if following:
        params["sort"] = following
    return format_html(
        '<a href="?{}">{}{}</a>',
        params.urlencode(),
        capfirst(str(column.label)),
        icon_or_nothing(present),
    )


@register.simple_tag
def sort_state(column: Any, sort: str) -> SafeString:
    """What the `th` of a column says of the present order: aria-sort, or nothing."""
    way = {column.name: "ascending", f"-{column.name}": "descending"}.get(sort)
    return format_html(' aria-sort="{}"', way) if way else mark_safe("")


@register.inclusion_tag("core/parts/pager.html")
def pager(page: Any, address: str = "") -> dict[str, Any]:
    """The pages of a list, `address` being the parameters that each keeps."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "numbers": numbers,
        "gap": page.paginator.ELLIPSIS,
        "address": f"{address}&" if address else "",
    }


@register.simple_tag
def undo_of(message: Any) -> str:
    """The address that undoes what a message tells, from its tag "undo:/…"; else empty."""
    for tag in (message.extra_tags or "").split():
        address = tag.removeprefix("undo:")
        if address != tag and address.startswith("/") and not address.startswith("//"):
            return address
    return ""


@register.simple_tag(takes_context=True)
def address_with(context: Any, **changes: Any) -> str:
    """This page's address with some parameters changed; None takes one out."""
    params = context["request"].GET.copy()
    for name, value in changes.items():
        params.pop(name, None)
        if value is not None:
            params[name] = str(value)
    return f"?{urlencode(list(params.lists()), doseq=True)}"
