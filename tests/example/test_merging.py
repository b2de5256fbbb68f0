"""Two members of the example that turn out to be one: nothing of what either did is lost."""

from itertools import combinations

import pytest
from django.apps import apps

from lonja.core.records import Record
from lonja.directory.domain import merging
from lonja.directory.models import Merge, Organisation
from lonja.journal.models import Entry
from lonja.matching.models import (
    Candidate,
    Introduction,
    Meeting,
    Need,
    Notice,
    Outcome,
    Subscription,
    Told,
)

# The trail and the index of the search tell of the merge itself; the rest is as it was.
TELLING = {"journal", "search", "django_tasks_database", "jobs", "sessions"}


def all_rows():
    """Every row of every table, without when it was last written."""
    tables = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label not in TELLING and model is not Merge:
            names = [f.attname for f in model._meta.local_concrete_fields if f.name != "updated_at"]
            rows = model._base_manager.order_by("pk").values_list(*names)
            tables[model._meta.label] = list(rows)
    return tables


def records():
    """How many there are of each kind, in the bin or not."""
    kinds = [model for model in apps.get_models() if issubclass(model, Record)]
    return {model._meta.label: model.everything.count() for model in kinds}


def pairs_before_one_need(model):
    """Two members each time that were put before the same need."""
    for need in Need.objects.order_by("pk"):
        members = model.objects.filter(need=need).order_by("pk").values_list("member", flat=True)
        yield from list(combinations(members, 2))[:1]


@pytest.mark.parametrize("model", [Introduction, Candidate])
def test_two_members_put_before_one_need_are_made_one_and_two_again(model, technician):
    pairs = list(pairs_before_one_need(model))
    assert len(pairs) > 5
    before, counted = all_rows(), records()
    for pair in pairs:
        kept, gone = (Organisation.objects.get(pk=key) for key in pair)
        done = merging.merge(kept, gone, by=technician)
        assert records() == counted
        assert not Organisation.objects.filter(pk=gone.pk).exists()
        for one in (Candidate, Introduction):
            assert not one.objects.filter(member=gone).exists()
        assert not Meeting.objects.filter(follows__deleted_at__isnull=False).exists()
        assert not Outcome.objects.filter(introduction__deleted_at__isnull=False).exists()
        merging.undo(done, by=technician)
    assert all_rows() == before


def test_of_two_introductions_the_one_that_came_to_something_stays(technician):
    """Its meetings and what came of them hang from it, whichever of the two members is kept."""
    with_result = Introduction.objects.filter(outcomes__isnull=False).distinct()
    won = next(one for one in with_result if one.need.introductions.count() > 1)
    other = won.need.introductions.exclude(pk=won.pk).first()
    outcomes = set(Outcome.objects.filter(introduction__in=[won, other]))
    Outcome.objects.filter(introduction=other).update(introduction=won)
    for one in (won, other):
        pair = one.member_id, (other if one is won else won).member_id
        kept, gone = (Organisation.objects.get(pk=key) for key in pair)
        done = merging.merge(kept, gone, by=technician)
        (stayed,) = Introduction.objects.filter(need=won.need, member=kept)
        assert stayed == won
        assert set(Outcome.objects.filter(introduction=stayed)) == outcomes
        assert Entry.objects.filter(object_id=other.pk, reason="Las dos eran la misma").exists()
        merging.undo(done, by=technician)


def test_what_somebody_was_told_in_the_name_of_both_is_not_told_again(technician):
    kept, gone = Organisation.objects.filter(memberships__isnull=False).distinct()[:2]
    someone = kept.seats.first().person
    told = []
    for member, notice in zip((kept, gone), Notice.objects.order_by("pk")[:2], strict=True):
        theirs, _new = Subscription.objects.get_or_create(person=someone, member=member)
        told.append(Told.objects.create(subscription=theirs, notice=notice).notice)
    before = all_rows()
    done = merging.merge(kept, gone, by=technician)
    (one,) = Subscription.objects.filter(person=someone, member=kept)
    assert set(told) <= {each.notice for each in one.told.all()}
    merging.undo(done, by=technician)
    assert all_rows() == before
