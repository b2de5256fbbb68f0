"""A page as somebody reads it: with the parts that arrive a moment after it."""

from __future__ import annotations

from django.test import Client

FROM_PAGE = {"HTTP_HX_REQUEST": "true"}


def read_whole(client: Client, path: str) -> str:
    """The text of a record's page, each part in its place."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    text = answer.content.decode()
    for batch in answer.context["later"]:
        address = f"{path}partes/{batch.number}/"
        brought = client.get(address, **FROM_PAGE).content.decode()
        before, after = text.split(f'<div class="awaited" aria-busy="true" hx-get="{address}"')
        text = before + brought + after
    return text
