"""The pieces that pages are made of. All are built in: no template has to load them.

    {% icon "users" %}
    {% button _("Guardar") icon="check" kind="primary" %}      {% button _("Ver") href=url %}
    {% badge _("Borrador") tone="warn" %}
    {% card title=group.name href=url %}…{% endcard %}
    {% panel _("Reuniones") count=3 href=url action=_("Ver todas") %}…{% endpanel %}
    {% notice tone="warn" title=_("Falta la evidencia") %}…{% endnotice %}
    {% form_errors form %}  {% field form.name %}
    {% sort_link column sort address %}   {% pager page address %}
    {% empty _("Todavía no hay grupos.") icon="users" action=_("Crear el primero") href=url %}
    {% figure_tile name=f.name value=v unit=f.unit previous=p href=url series=s opening=o weak=2 %}
    {% stats %}{% stat _("Reuniones") 12 %}{% endstats %}
    {% timeline %}{% timeline_item title=… when=date %}…{% endtimeline_item %}{% endtimeline %}
    {% avatar person %}   {% breadcrumb _("Grupos") url record %}
    {% dialog "borrar" _("Borrar") %}…{% enddialog %}   {% button _("Borrar") opens="borrar" %}
    {% meter value goal label=_("Publicaciones") pace=8 unit="count" %}
    {% chart picture caption=_("Menciones por mes") %}
    {% tabs %}{% tab _("Ficha") url current=True %}{% endtabs %}

Filters: `figure_value:"eur"`, `euros`, `ratio`, `day`, and `tone_of` a state, for its badge. They
can all be seen at /estilo/.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms, template
from django.forms import BoundField
from django.http import QueryDict
from django.templatetags.static import static
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lonja.core import formatting
from lonja.core.change import change_of
from lonja.core.charts import Chart, sparkline
from lonja.core.figures import Unit, Value

register = template.Library()

TONES = {"neutral", "good", "warn", "bad", "info", "brand", "example"}
# What the states of the records say, by their value in the enumerations of every line.
TONES_OF_STATES = {
    "good": "done active constituted published granted confirmed held signed in_force attended "
    "awarded delivered accepted verified sent finished extended",
    "warn": "planned proposed pending provisional reserve negotiation paused draft design invited "
    "evaluation waiting submitted incomplete",
    "bad": "cancelled denied rejected excluded failed bounced absent expired overdue withdrawn "
    "renounced negative",
    "info": "open received in_progress scheduled queued",
}
STATE_TONES = {state: tone for tone, states in TONES_OF_STATES.items() for state in states.split()}
NOTICE_ICONS = {"good": "check-circle", "warn": "warning", "bad": "x-circle", "example": "tag"}


def language() -> str:
    return get_language() or "es"


# -- filters -------------------------------------------------------------------------------------


@register.filter
def figure_value(value: Value, unit: str | Unit = Unit.COUNT) -> str:
    """A figure's value as people read it: 1.100, 2.842.274 €, 25 %, 2.º, "Andalucía y Aragón"."""
    return formatting.printed(value, Unit(unit), language())


@register.filter
def euros(value: Any) -> str:
    return figure_value(value, Unit.EUROS)


@register.filter
def ratio(value: Any) -> str:
    """0.25 -> 25 %."""
    return figure_value(value, Unit.PERCENT)


@register.filter
def day(value: date | None) -> str:
    """12 de junio de 2024; nothing when there is no date."""
    return formatting.day(value, language()) if value else ""


@register.filter
def tone_of(state: Any) -> str:
    """The tone in which a state is shown: "granted" -> good; what is no state, neutral."""
    return STATE_TONES.get(str(getattr(state, "value", state)), "neutral")


# -- small pieces --------------------------------------------------------------------------------


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
        icon=_icon(icon),
        text=said,
    )


@register.simple_tag
def badge(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    """A state in two words. Tones: neutral, good, warn, bad, info, brand, example."""
    tone = tone if tone in TONES else "neutral"
    return format_html('<span class="badge {}">{}{}</span>', tone, _icon(icon), text)


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
        _icon(icon),
        text,
        button(action, href=href, kind="primary", icon="plus") if action and href else "",
    )


# -- blocks --------------------------------------------------------------------------------------


@register.simple_block_tag
def card(content, title: Any = "", href: str = "", icon: str = "", tone: str = "", level: int = 3):
    """A thing among others. With an `href` the whole card is the link."""
    name = format_html('<a href="{}">{}</a>', href, title) if href else title
    head = format_html(
        '<h{} class="card-title">{}<span>{}</span></h{}>', level, _icon(icon), name, level
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
        _icon(icon),
        title,
        shown,
        more,
        content,
    )


@register.simple_block_tag
def notice(content, tone: str = "info", title: Any = "", icon: str = ""):
    """Something the page has to say. Tones: info, good, warn, bad, example."""
    head = format_html('<p class="notice-title">{}</p>', title) if title else ""
    drawn = _icon(icon or NOTICE_ICONS.get(tone, "info"))
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
        _icon(icon or "check"),
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


# -- forms ---------------------------------------------------------------------------------------


@register.inclusion_tag("core/parts/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """What a form has against what was typed: its own errors, and links to the fields with one."""
    wrong = [f for f in form if f.errors and not f.is_hidden]
    hidden = [e for f in form if f.is_hidden for e in f.errors]
    return {"form": form, "wrong": wrong, "own": [*form.non_field_errors(), *hidden]}


@register.inclusion_tag("core/parts/field.html")
def field(bound: BoundField, label: Any = "", help: Any = "", wide: bool = False) -> dict[str, Any]:
    """Any field of a form: label, help, control, and its error beside it."""
    widget = bound.field.widget
    choices = isinstance(widget, forms.CheckboxSelectMultiple | forms.RadioSelect)
    return {
        "field": bound,
        "label": _capital(str(label or bound.label)),
        "help": help or bound.help_text,
        "single": isinstance(widget, forms.CheckboxInput),
        "choices": choices,
        "long": choices and len(widget.choices) > 8,
        "wide": wide or isinstance(widget, forms.Textarea) or getattr(widget, "many", False),
        "required": bound.field.required and not bound.field.disabled,
    }


# -- lists ---------------------------------------------------------------------------------------


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
        '<a href="?{}">{}{}</a>', params.urlencode(), capfirst(str(column.label)), _icon(present)
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


# -- figures -------------------------------------------------------------------------------------


@register.inclusion_tag("core/parts/figure_tile.html")
def figure_tile(
    name: Any,
    value: Value,
    unit: str | Unit = Unit.COUNT,
    previous: Value = None,
    previous_year: int | None = None,
    href: str = "",
    series: Sequence[Any] = (),
    opening: bool = False,
    weak: int = 0,
    more_is_better: bool = True,
    note: Any = "",
    level: int = 3,
) -> dict[str, Any]:
    """A figure with its year before (`previous`), its course (`series`) and its weak points.

    `opening`: it was typed as an opening balance. `weak`: how many of its records lack proof.
    """
    unit = Unit(unit)
    text = formatting.printed(value, unit, language())
    words = unit in (Unit.LIST, Unit.TABLE) or value is None
    return {
        "name": name,
        "text": text,
        "broad": len(text) > 60,
        "style": "tile-value-words" if words else "tile-value-long" if len(text) > 10 else "",
        "change": change_of(value, previous, unit, language(), more_is_better=more_is_better),
        "previous_year": str(previous_year or ""),
        "href": href,
        "spark": "" if unit in (Unit.LIST, Unit.TABLE) else sparkline(series),
        "opening": opening,
        "weak": weak,
        "note": note,
        "level": level,
    }


@register.inclusion_tag("core/parts/meter.html")
def meter(
    value: Any,
    goal: Any,
    label: Any = "",
    pace: Any = None,
    unit: str | Unit = Unit.COUNT,
    note: Any = "",
) -> dict[str, Any]:
    """How far a figure is towards a goal, or last year's; `pace`: where it should be by today."""
    whole = max(float(goal or 0), float(value or 0)) or 1.0
    return {
        "label": label,
        "value": formatting.printed(value, Unit(unit), language()),
        "goal": formatting.printed(goal, Unit(unit), language()),
        "width": f"{float(value or 0) / whole * 100:.2f}",
        "pace": f"{float(pace) / whole * 100:.2f}" if pace else "",
        "behind": pace is not None and float(value or 0) < float(pace),
        "note": note,
    }


@register.inclusion_tag("core/parts/chart.html")
def chart(drawn: Chart, caption: Any = "", table: bool = True) -> dict[str, Any]:
    """A chart of `core.charts` with its caption and, folded under it, its data as a table."""
    header, rows = drawn.table()
    return {
        "chart": drawn,
        "caption": caption or drawn.title,
        "header": header,
        "rows": rows if table else [],
    }


# -- page ----------------------------------------------------------------------------------------


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


def _capital(text: str) -> str:
    """Its first letter in capitals, though a sign may stand before it: ¿qué pasó? -> ¿Qué pasó?"""
    start = next((i for i, c in enumerate(text) if c.isalpha()), 0)
    return text[:start] + text[start : start + 1].upper() + text[start + 1 :]


def _icon(name: str) -> SafeString:
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
