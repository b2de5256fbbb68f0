"""How many questions the pages of the encounter ask the database, asked for what they are for."""

from __future__ import annotations

import pytest
from django.urls import reverse

from lonja.matching.models import Candidate, Need

from .addresses import FEW
from .test_questions import opened, too_many

pytestmark = pytest.mark.once


def test_who_can_solve_a_need_is_ranked_with_few_questions(client, technician):
    client.force_login(technician)
    paths = [reverse("need-who", args=[need.pk]) for need in Need.objects.order_by("-pk")[:20]]
    paths += [f"{path}?proof=on&size=small" for path in paths]
    for candidate in Candidate.objects.order_by("-pk")[:FEW]:
        where = reverse("need-ask", args=[candidate.need_id])
        paths.append(f"{where}?member={candidate.member_id}")

    pages = opened(client, paths)

    assert len(pages) > 40
    assert too_many(pages) == {}


def test_so_is_the_ledger_in_each_of_its_views(client, technician):
    client.force_login(technician)
    views = [f"/equidad/?view={view}" for view in ("members", "needs", "steps")]
    assert too_many(opened(client, views)) == {}
