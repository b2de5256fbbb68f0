"""The seal of a closed year: a digest of what was frozen, kept where nothing is changed.

It stands in the line of the trail that tells of the closing. Who alters a frozen figure past the
office, in the database itself, is found out by it. Names are not sealed: the law may ask for one to
be forgotten.
"""

from __future__ import annotations

import hashlib
import json

from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder

from lonja.journal.enums import Verb
from lonja.journal.queries import trail_of

from ..models import Closing, FrozenFigure, FrozenRow

NAME = "sello"  # as people read it in the trail
FIGURE = ("key", "line", "unit", "value", "previous", "previous_opening", "breakdown",
          "records", "weak", "opening")  # fmt: skip
ROW = ("figure__key", "content_type", "object_id", "date", "contribution", "proved")


def seal_of(closing: Closing) -> str:
    """The digest of its figures and of the records behind them, as they stand now."""
    kinds = {kind.pk: "{}.{}".format(*kind.natural_key()) for kind in ContentType.objects.all()}
    digest = hashlib.sha256()
    for figure in FrozenFigure.objects.filter(closing=closing).order_by("key").values_list(*FIGURE):
        digest.update(_line(figure))
    rows = FrozenRow.objects.filter(figure__closing=closing).order_by(
        "figure__key", "content_type__app_label", "content_type__model", "object_id"
    )
    for key, kind, *rest, contribution, proved in rows.values_list(*ROW).iterator():
        amount = None if contribution is None else f"{contribution:.4f}"
        digest.update(_line((key, kinds[kind], *rest, amount, proved)))
    return digest.hexdigest()


def kept_seal(closing: Closing) -> str:
    """The seal with which it was closed; "" when it was closed without one."""
    line = trail_of(closing).filter(verb=Verb.CLOSED).first()
    return line.changes.get(NAME, [None, ""])[1] if line else ""


def _line(values: tuple) -> bytes:
    return json.dumps(values, cls=DjangoJSONEncoder, sort_keys=True).encode() + b"\n"
