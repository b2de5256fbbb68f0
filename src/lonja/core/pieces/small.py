"""Symbols, buttons, badges: pieces of a line."""

from __future__ import annotations

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()


TONES = {"neutral", "good", "warn", "bad", "info", "brand", "example"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A symbol of the sprite. Without a label it is decoration, and says nothing to a reader."""
    if not name:
        return mark_safe("")
    said = (
        format_html('role="img" aria-label="{}"', label)
        if label
        else mark_safe('aria-hidden="true"')
    )
    return format_html(
        '<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>',
        said,
        static("ui/icons.svg"),
        name,
    )


@register.simple_tag
def button(
    text: Any,
    *,
    href: str = "",
    icon: str = "",
    kind: str = "",
    size: str = "",
    opens: str = "",
    bare: bool = False,
    **attributes: Any,
) -> SafeString:
    """A button, or a link that looks like one when it has an `href`.

    kind: primary (one a page), spark (capture), quiet, danger; size: small. `bare` shows the icon
    alone and keeps the text for readers. `opens` is the id of a dialog, for when there is
    JavaScript; give an `href` too, where it leads otherwise. Other names become attributes, with
    hyphens for underscores; True gives a bare attribute, None and False none.
    """
    own = ("button", kind, size, "bare" if bare else "", attributes.pop("class_", ""))
    classes = " ".join(name for name in own if name)
    if opens:
        attributes["data-opens"] = opens
    if not href:
        attributes.setdefault("type", "button" if opens else "submit")
    if bare:
        attributes.setdefault("title", str(text))
    said = format_html('<span class="visually-hidden">{}</span>', text) if bare else text
    return format_html(
        '<{tag} {href}class="{classes}"{rest}>{icon}{text}</{tag}>',
        tag="a" if href else "button",
        href=format_html('href="{}" ', href) if href else "",
        classes=classes,
        rest=_attributes(attributes),
        icon=icon_or_nothing(icon),
        text=said,
    )


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """A state in two words. Tones: neutral, good, warn, bad, info, brand, example."""
    tone = tone if tone in TONES else "neutral"
    return format_html('<span class="badge {}">{}{}</span>', tone, icon_or_nothing(icon), text)


@register.simple_tag
def avatar(name: Any, size: str = "", square: bool = False) -> SafeString:
    """The initials of a person (round) or an organisation (square), always in the same colour."""
    words = [w for w in str(name).split() if w[:1].isalpha() and (w[:1].isupper() or len(w) > 3)]
    letters = "".join(w[0] for w in (words[:1] + words[1:][-1:])).upper() or "·"
    classes = " ".join(c for c in (size, "square" if square else "") if c)
    return format_html(
        '<span class="avatar avatar-{} {}" aria-hidden="true">{}</span>',
        sum(map(ord, str(name))) % 5 + 1,
        classes,
        letters,
    )


@register.simple_tag
def breadcrumb(*steps: Any) -> SafeString:
    """Names and addresses by turns; a last name without an address is where one is."""
    pairs = [
        (steps[i], steps[i + 1] if i + 1 < len(steps) else "") for i in range(0, len(steps), 2)
    ]
    items = format_html_join(
        "",
        "<li>{}</li>",
        (
            (
                format_html('<a href="{}">{}</a>', url, name)
                if url
                else format_html('<span aria-current="page">{}</span>', name),
            )
            for name, url in pairs
        ),
    )
    return format_html('<nav class="crumbs" aria-label="{}"><ol>{}</ol></nav>', _("Ruta"), items)


@register.simple_tag
def empty(
    text: Any, icon: str = "inbox", action: Any = "", href: str = "", size: str = ""
) -> SafeString:
    """Nothing here: an icon, a sentence that says so, and what can be done about it."""
    return format_html(
        '<div class="empty {}"><span class="empty-icon">{}</span><p>{}</p>{}</div>',
        size,
        icon_or_nothing(icon),
        text,
        button(action, href=href, kind="primary", icon="plus") if action and href else "",
    )


def icon_or_nothing(name: str) -> SafeString:
    """For pieces that may go without: they have a parameter called `icon` too."""
    return icon(name) if name else mark_safe("")


def _attributes(named: dict[str, Any]) -> SafeString:
    parts = []
    for name, value in named.items():
        if value is None or value is False:
            continue
        plain = name.rstrip("_").replace("_", "-")
        parts.append(
            format_html(" {}", plain) if value is True else format_html(' {}="{}"', plain, value)
        )
    return mark_safe("".join(parts))
