"""Pieces that hold others."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from lonja.core import formatting

from .printing import figure_value, language
from .small import button, icon_or_nothing

register = template.Library()


NOTICE_ICONS = {"good": "check-circle", "warn": "warning", "bad": "x-circle", "example": "tag"}


@register.simple_block_tag
def card(content, title: Any = "", href: str = "", icon: str = "", tone: str = "", level: int = 3):
    """A thing among others. With an `href` the whole card is the link."""
    name = format_html('<a href="{}">{}</a>', href, title) if href else title
    head = format_html(
        '<h{} class="card-title">{}<span>{}</span></h{}>', level, icon_or_nothing(icon), name, level
    )
    return format_html(
        '<article class="card {}">{}{}</article>', tone, head if title else "", content
    )


@register.simple_block_tag
def panel(
    content,
    title: Any,
    count: int | None = None,
    icon: str = "",
    href: str = "",
    action: Any = "",
    id: str = "",
):
    """A part of a page, with its heading; `href` and `action` are a link at its right."""
    more = format_html('<a href="{}">{}</a>', href, action or _("Ver todo")) if href else ""
    shown = "" if count is None else format_html('<span class="panel-count">{}</span>', count)
    return format_html(
        '<section class="panel"{}><header class="panel-head"><h2>{}{} {}</h2>{}</header>'
        '<div class="panel-body">{}</div></section>',
        format_html(' id="{}"', id) if id else "",
        icon_or_nothing(icon),
        title,
        shown,
        more,
        content,
    )


@register.simple_block_tag
def notice(content, tone: str = "info", title: Any = "", icon: str = ""):
    """Something the page has to say. Tones: info, good, warn, bad, example."""
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    drawn = icon_or_nothing(icon or NOTICE_ICONS.get(tone, "info"))
    return format_html('<div class="notice {}">{}<div>{}{}</div></div>', tone, drawn, head, content)


@register.simple_block_tag
def stats(content, size: str = ""):
    """A row of labelled values. size="large" for those that are the point of the page."""
    return format_html('<dl class="stats {}">{}</dl>', size, content)


@register.simple_tag
def stat(label: Any, value: Any, href: str = "", unit: str = "") -> SafeString:
    """One value of a `stats`, printed by its unit when it has one."""
    shown = figure_value(value, unit) if unit else value
    linked = format_html('<a href="{}">{}</a>', href, shown) if href else shown
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, linked)


@register.simple_block_tag
def timeline(content):
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def timeline_item(
    content,
    title: Any,
    when: date | datetime | str = "",
    href: str = "",
    icon: str = "",
    tone: str = "",
):
    """Something that happened. `when` is a date, or a text such as "hace 3 días"."""
    moment = (
        format_html(
            '<time datetime="{}">{}</time>', when.isoformat(), formatting.day(when, language())
        )
        if isinstance(when, date)
        else when
    )
    return format_html(
        '<li class="{}"><span class="timeline-dot">{}</span><div><div class="timeline-head">'
        '<span class="timeline-title">{}</span><span class="timeline-when">{}</span></div>'
        '<div class="timeline-body">{}</div></div></li>',
        tone,
        icon_or_nothing(icon or "check"),
        format_html('<a href="{}">{}</a>', href, title) if href else title,
        moment,
        content,
    )


@register.simple_block_tag
def dialog(content, id: str, title: Any):
    """A native dialog, opened by any element with `data-opens="<id>"`."""
    return format_html(
        '<dialog class="dialog" id="{id}" aria-labelledby="{id}-title"><header class="dialog-head">'
        '<h2 id="{id}-title">{title}</h2><form method="dialog">{close}</form></header>'
        '<div class="dialog-body">{content}</div></dialog>',
        id=id,
        title=title,
        close=button(_("Cerrar"), icon="x", kind="quiet", bare=True),
        content=content,
    )


@register.simple_block_tag
def tabs(content, label: Any = ""):
    """Pages side by side: links, each with its own address."""
    return format_html('<nav class="tabs" aria-label="{}">{}</nav>', label or _("Partes"), content)


@register.simple_tag
def tab(text: Any, href: str, current: bool = False, count: int | None = None) -> SafeString:
    return format_html(
        '<a class="tab" href="{}"{}>{}{}</a>',
        href,
        mark_safe(' aria-current="page"') if current else "",
        text,
        "" if count is None else format_html(' <span class="tab-count">{}</span>', count),
    )
