"""The field for procurement codes of any form, with codes suggested from what is typed beside it.

    cpv = CodesField(required=False, label=_("códigos CPV"), reads=("title", "description"))

As somebody writes in the fields named by `reads`, codes appear under it, each with its reasons; one
press on a code takes it. Without JavaScript a button asks for them: the form comes back with the
codes to choose from, and nothing is saved. The views of the form have nothing to do for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lonja.directory import cpv

from ..suggesting import keeping
from ..suggesting.suggester import Suggestion

LIMIT = 6
LONGEST = 20_000
"""Characters that are read, of all the fields together."""


class CodesInput(forms.TextInput):
    """`<name>` holds what is typed; `<name>__take`, codes taken from the suggestions;
    `<name>__suggest` is the button."""

    template_name = "ranking/codes_input.html"
    many = True

    def __init__(self, reads: Sequence[str] = (), attrs: dict | None = None) -> None:
        super().__init__({"autocomplete": "off", "spellcheck": "false", **(attrs or {})})
        self.reads = tuple(reads)
        self._asked: list[str] | None = None
        self._taken: list[str] = []

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str:
        taken = data.getlist(f"{name}__take") if hasattr(data, "getlist") else []
        self._taken = [code for code in taken if cpv.exists(code)]
        typed = (data.get(name) or "").strip()
        if f"{name}__suggest" not in data:
            return " ".join([typed, *self._taken]).strip()
        own = name.rpartition("-")[0]
        fields = [f"{own}-{read}" if own else read for read in self.reads]
        self._asked = [data.get(field) or "" for field in fields]
        return typed

    @property
    def was_asked(self) -> bool:
        """Whether the button was pressed, rather than the one that saves."""
        return self._asked is not None

    def get_context(self, name: str, value: Any, attrs: dict | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        identity = context["widget"]["attrs"].get("id", "")
        own = name.rpartition("-")[2]
        before = identity.removesuffix(own)
        around = name.removesuffix(own)
        context["widget"] |= {
            "reads": bool(self.reads),
            "read_ids": [f"#{before}{read}" for read in self.reads],
            "read_names": [f"{around}{read}" for read in self.reads],
            "source": reverse("codes-suggested"),
        }
        if self._asked is not None:
            context |= offered(" ".join(self._asked), name, value or "", self._taken)
        return context


class CodesField(forms.CharField):
    """Procurement codes, with or without check digit, separated by blanks, commas or new lines.

    Cleans to the codes, eight digits each, separated by blanks. `reads`: names of the fields of the
    form from whose text codes are suggested.
    """

    def __init__(self, *, reads: Sequence[str] = (), **kwargs: Any) -> None:
        kwargs.setdefault("widget", CodesInput(reads))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        if getattr(self.widget, "was_asked", False):
            raise ValidationError(
                _("Marque los que valgan y guarde; todavía no se ha guardado nada."), code="asked"
            )
        codes = []
        for written in split(super().clean(value) or ""):
            code = cpv.normal(written)
            if not code or not cpv.exists(code):
                raise ValidationError(
                    _("«%(code)s» no es un código CPV: son ocho cifras, como 90731000."),
                    params={"code": written[:40]},
                )
            codes.append(code)
        return " ".join(dict.fromkeys(codes))


def split(text: str) -> list[str]:
    return text.replace(",", " ").replace(";", " ").split()


def offered(text: str, name: str, typed: str, taken: Sequence[str]) -> dict[str, Any]:
    """What the list of suggestions shows: those already taken, ticked, and the best others."""
    there = {cpv.normal(written) for written in split(typed)}
    kept = [Suggestion(code, ()) for code in dict.fromkeys(taken) if code not in there]
    skip = [*there, *taken]
    found = keeping.suggester().suggest(text[:LONGEST], limit=LIMIT, without=skip)
    return {"taken": kept, "suggestions": found, "name": name, "nothing": bool(text.strip())}
