"""What came of an introduction: one question and three buttons, behind a personal link."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from ...domain import following_up
from ...enums import Afterwards, Side
from ...models import FollowUp, Introduction
from ...queries import sides
from ..encounter_forms import FollowUpForm
from .linked import PersonalPage


class FollowUpPage(PersonalPage):
    purpose = following_up.PURPOSE
    related = tuple(f"introduction__{one}" for one in sides.RELATED)
    hangs_from = ("introduction", "introduction.need", "introduction.member")
    template_name = "matching/linked/follow_up.html"

    def spoken_for(self, email: str) -> Q:
        of_each = (Q(side=side) & sides.speaks_for(email, side, "introduction__")
                   for side in sides.BOTH)  # fmt: skip
        return reduce(or_, of_each)

    @property
    def row(self) -> FollowUp:
        return self.link.record

    @property
    def introduction(self) -> Introduction:
        return self.row.introduction

    @property
    def side(self) -> Side:
        return Side(self.row.side)

    def answer(self, request: HttpRequest) -> HttpResponse:
        form = FollowUpForm(request.POST)
        if not form.is_valid():
            return self.again(form=form)
        values = dict(form.cleaned_data)
        try:
            following_up.answer(
                self.row, Afterwards(values.pop("said")), by=None, link=self.link, **values
            )
        except ValidationError as problem:
            return self.again(form=form, refused=" ".join(problem.messages))
        return self.done()

    def get_context_data(self, **kwargs):
        row = self.row
        kwargs.setdefault("form", FollowUpForm(initial={"kind": row.kind, "words": row.words}))
        # The button of the e-mail: reading a page says nothing by itself, so it is pressed here.
        wanted = self.request.GET.get("respuesta", "")
        first = wanted if wanted in Afterwards else row.answer or Afterwards.GOING_ON
        return super().get_context_data(row=row, first=first, **kwargs)
