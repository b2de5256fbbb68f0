"""How a template becomes an e-mail: its subject, its text, and the same said in HTML.

A template is one text, `<app>/mail/<name>.txt`. Its first line is the subject. Paragraphs are
parted by an empty line; lines that begin with "- " make a list; a paragraph that is only a code
("482913") is drawn large; and a paragraph of two lines, a label with a colon and then an address
of this house, is a button:

    Vea la necesidad:
    https://oficina.example/necesidades/7/

The HTML is made of the text, so that both always say the same and nothing that somebody typed in
a record can bring a link or a tag of its own.
"""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from django.conf import settings
from django.template import Context
from django.template.loader import get_template, render_to_string
from django.utils import translation
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from lonja.core.colour import ink
from lonja.house.models import House

CODE = re.compile(r"[A-Z0-9][A-Z0-9-]{3,15}")
COLOUR = "#0f5c5c"
"""While there is no house to have a colour of its own."""


class Letter(NamedTuple):
    subject: str
    text: str
    html: str


def write(template: str, context: dict[str, Any], language: str) -> Letter:
    """Raises TemplateDoesNotExist when there is no `<template>.txt`."""
    with translation.override(language):
        house = House.ours()
        known = {"address": settings.ADDRESS, "office": house.name if house else "Lonja", **context}
        # Plain text: an ampersand in a name stays an ampersand.
        plain = get_template(f"{template}.txt").template.render(Context(known, autoescape=False))
        subject, _, body = plain.strip().partition("\n")
        return letter(subject, body, language=language, house=house)


def letter(subject: str, body: str, *, language: str, house: House | None = None) -> Letter:
    """A whole letter of a subject and a body already written."""
    subject = " ".join(subject.split())[:240]
    body = re.sub(r"\n{3,}", "\n\n", body).strip()
    name = house.name if house else "Lonja"
    colour = ink(house.brand) if house else COLOUR
    html = render_to_string(
        "mail/letter.html",
        {
            "language": language,
            "subject": subject,
            "body": as_html(body, colour),
            "name": name,
            "colour": colour,
            "address": settings.ADDRESS,
        },
    )
    return Letter(subject, f"{body}\n\n-- \n{name}\n{settings.ADDRESS}\n", html)


def as_html(body: str, colour: str = COLOUR) -> SafeString:
    """A body with its addresses as links: those that stand alone under what they do, as buttons of
    that colour. A single button has its address under it, to be read or copied; several, to choose
    among, stand alone: their addresses are in the plain text."""
    parts = [_lines(part) for part in re.split(r"\n\s*\n", body.strip())]
    alone = sum(map(_is_button, parts)) == 1
    return mark_safe("\n".join(_part(lines, colour, alone) for lines in parts))


def _lines(part: str) -> list[str]:
    return [line.strip() for line in part.strip().splitlines()]


def _is_button(lines: list[str]) -> bool:
    return len(lines) == 2 and _is_ours(lines[1]) and " " not in lines[1]


def _part(lines: list[str], colour: str, alone: bool) -> str:
    if _is_button(lines):
        does, address = lines
        button = format_html(BUTTON, address, colour, does.rstrip(":"))
        return button + format_html(ADDRESS, address, address) if alone else button
    if all(line.startswith("- ") for line in lines):
        items = format_html_join("", "<li>{}</li>", ((_linked(line[2:]),) for line in lines))
        return format_html("<ul>{}</ul>", items)
    if len(lines) == 1 and CODE.fullmatch(lines[0]):
        return format_html(LARGE, lines[0])
    return format_html("<p>{}</p>", mark_safe("<br>".join(_linked(line) for line in lines)))


def _is_ours(word: str) -> bool:
    return word.startswith(f"{settings.ADDRESS.rstrip('/')}/")


def _linked(line: str) -> SafeString:
    """Escaped, with the addresses of this house as links."""
    words = (
        format_html('<a href="{}">{}</a>', word, word) if _is_ours(word) else escape(word)
        for word in line.split(" ")
    )
    return mark_safe(" ".join(words))


BUTTON = (
    '<p><a href="{}" style="display:inline-block;padding:12px 22px;border-radius:6px;'
    'background:{};color:#ffffff;font-weight:bold;text-decoration:none">{}</a></p>'
)
ADDRESS = '<p style="font-size:13px;color:#55605c;word-break:break-all"><a href="{}">{}</a></p>'
LARGE = '<p style="font-size:30px;font-weight:bold;letter-spacing:4px;margin:24px 0">{}</p>'
