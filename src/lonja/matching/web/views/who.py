"""Who can solve a need: the page where the office chooses, and what it does there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lonja.core.text import whole
from lonja.directory.models import Organisation
from lonja.workbench.registry import by_slug
from lonja.workbench.web.views.base import ResourceView

from ... import fitting
from ...domain import looking, presenting, selecting
from ...enums import CandidateState as State
from ...fitting import words
from ...models import Candidate, Introduction, Need
from ..candidate_forms import AddForm, DiscardForm, WhoForm

LISTED = 30  # of those who fit only a little, no more are shown
GROUPS = (
    (State.INTERESTED, State.NOT_NOW, State.DECLINED, State.ASKED, State.EXPIRED),
    (State.CHOSEN,),
    (State.INTRODUCED, State.PASSED_OVER, State.LEFT),
)


@dataclass
class Row:
    """A member in the list: what the ranking says of it today, and its candidacy if it has one."""

    member: Organisation
    fitted: fitting.Fitted | None
    candidate: Candidate | None
    reasons: list[words.Said]
    missing: list[words.Said]
    peace: str = ""

    @property
    def introduction(self) -> str:
        """The address of its introduction, or ""."""
        key = self.candidate and self.candidate.introduction
        return reverse("presentaciones-detail", args=[key]) if key else ""

    @property
    def strength(self):
        return self.fitted.strength if self.fitted else None


class WhoPage(ResourceView):
    """Those in progress, those who fit with their reasons, and those set aside."""

    template_name = "matching/who.html"

    @property
    def resource(self):
        return by_slug("necesidades")

    def allowed(self, user) -> bool:
        return self.resource.may_list(user)

    def rows(self):
        rows = super().rows().select_related("sounding")
        return rows.prefetch_related(None)  # those are for its own page

    def get_context_data(self, **kwargs):
        need, user = self.record(), self.request.user
        names = words.Names()
        form = WhoForm(self.request.GET or None, names)
        known = {one.member_id: one for one in self._candidates(need)}
        ranking = fitting.ranking_of(need, also=known, let=form.condition())
        rows = self._rows(ranking, known, names)
        moved = [row for row in rows if row.candidate and row.candidate.state != State.SUGGESTED]
        free = [row for row in rows if row not in moved]
        shown = [row for row in free if ranking.let is None or row.member.pk in ranking.let]
        taken = sum(one.takes_a_place for one in known.values())
        return super().get_context_data(
            need=need,
            form=form,
            groups=[[row for row in moved if row.candidate.state in states] for states in GROUPS],
            discarded=[row for row in moved if row.candidate.state == State.DISCARDED],
            fits=[row for row in shown if row.fitted is None or row.fitted.fits],
            little=[row for row in shown if row.fitted and not row.fitted.fits][:LISTED],
            hidden=len(free) - len(shown),
            nobody=not any(one.fits for one in ranking.fitted),
            seems=ranking.seems,
            free_places=max(need.places - taken, 0),
            asked=any(one.asked_at for one in known.values()),
            sounding=getattr(need, "sounding", None),
            add_form=AddForm(),
            discard_form=DiscardForm(auto_id=False),
            may_act=user.is_staff_of_office and not need.is_closed,
            **kwargs,
        )

    def _candidates(self, need: Need) -> QuerySet[Candidate]:
        """Those who are before it, each with the key of its introduction."""
        planned = Introduction.objects.filter(need=need, member=OuterRef("member")).values("pk")
        rows = Candidate.objects.filter(need=need).select_related("member", "contact")
        return rows.annotate(introduction=Subquery(planned.order_by("-pk")[:1]))

    def _rows(self, ranking: fitting.Ranking, known, names: words.Names) -> list[Row]:
        """The ranked ones in their order, and then those added by hand that the ranking ignores."""
        rows = []
        for one in ranking.fitted:
            rows.append(
                Row(
                    one.member, one, known.get(one.member.pk), words.said(one.reasons, names),
                    words.lacking(one.missing, names), one.in_peace,
                )
            )  # fmt: skip
        seen = {one.member.pk for one in ranking.fitted}
        for one in (one for one in known.values() if one.member_id not in seen):
            rows.append(
                Row(
                    one.member, None, one, words.said(one.reasons, names),
                    words.lacking(one.missing, names), ranking.peace.get(one.member_id, ""),
                )
            )  # fmt: skip
        return rows


class Act(ResourceView):
    """Something done from that page, which comes back to it."""

    http_method_names = ["post"]

    @property
    def resource(self):
        return by_slug("necesidades")

    def allowed(self, user) -> bool:
        return self.resource.may_write(user)

    def post(self, request, pk):
        need = self.record()
        try:
            self.act(need)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
        return HttpResponseRedirect(self.back(need))

    def back(self, need: Need) -> str:
        return reverse("need-who", args=[need.pk])

    def act(self, need: Need) -> None:
        raise NotImplementedError

    def members(self) -> list[Organisation]:
        """Those ticked or pressed, in the order of the page; ValidationError when there is none."""
        keys = [key for one in self.request.POST.getlist("member") if (key := whole(one))]
        found = Organisation.objects.in_bulk(keys)
        chosen = [found[key] for key in dict.fromkeys(keys) if key in found]
        if not chosen:
            raise ValidationError(_("Elija al menos un asociado."))
        return chosen

    def say(self, text: str, undo: str = "") -> None:
        messages.success(self.request, text, extra_tags=f"undo:{undo}" if undo else "")


class Choose(Act):
    def act(self, need):
        chosen = self.members()
        for member in chosen:
            looking.choose(need, member, by=self.request.user)
        self.say(
            ngettext("%(n)s asociado elegido.", "%(n)s asociados elegidos.", len(chosen))
            % {"n": len(chosen)}
        )


class Discard(Act):
    def act(self, need):
        form = DiscardForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError(_("Diga por qué se descarta."))
        for member in self.members():
            candidate = looking.discard(
                need, member, form.cleaned_data["why"], by=self.request.user,
                note=form.cleaned_data["note"],
            )  # fmt: skip
        undo = reverse("candidate-back", args=[candidate.pk])
        self.say(_("%s, descartado.") % candidate.member, undo)


class Add(Act):
    """A member that the office knows that can, whatever the ranking says."""

    def act(self, need):
        form = AddForm(self.request.POST)
        if not form.is_valid():
            raise ValidationError([e for errors in form.errors.values() for e in errors])
        member = form.cleaned_data["member"]
        looking.choose(need, member, by=self.request.user, note=form.cleaned_data["note"])
        self.say(_("%s, añadido y elegido.") % member)


class ToAsk(Act):
    """The ticked ones are taken to the page where the letter is written."""

    def back(self, need):
        keys = [key for one in self.request.POST.getlist("member") if (key := whole(one))]
        if not keys:
            return super().back(need)
        query = urlencode([("member", key) for key in keys])
        return f"{reverse('need-ask', args=[need.pk])}?{query}"

    def act(self, need):
        self.members()


# -- about one candidate -------------------------------------------------------------------------


class CandidateAct(ResourceView):
    """Something done to a candidate, which comes back to the page of its need."""

    http_method_names = ["post"]

    @property
    def resource(self):
        return by_slug("candidaturas")

    def allowed(self, user) -> bool:
        return user.is_authenticated and user.is_staff_of_office

    def post(self, request, pk):
        candidate = self.record()
        try:
            said = self.act(candidate)
        except ValidationError as problem:
            messages.error(request, " ".join(problem.messages))
            return HttpResponseRedirect(reverse("need-who", args=[candidate.need_id]))
        messages.success(request, said)
        return HttpResponseRedirect(self.after(candidate))

    def after(self, candidate: Candidate) -> str:
        return reverse("need-who", args=[candidate.need_id])

    def act(self, candidate: Candidate) -> str:
        raise NotImplementedError


class TakeBack(CandidateAct):
    def act(self, candidate):
        selecting.take_back(candidate, by=self.request.user)
        return _("%s vuelve a la lista.") % candidate.member


class Introduce(CandidateAct):
    """Plan its introduction, and go to its page, from where it is sent."""

    def act(self, candidate):
        self.made = presenting.introduce(candidate, by=self.request.user)
        return _("%s: presentación preparada. Falta el sí del territorio.") % candidate.member

    def after(self, candidate) -> str:
        return by_slug("presentaciones").url("detail", self.made)
