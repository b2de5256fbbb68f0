"""Readings of followers come in from a sheet, ours and of other clusters."""

import pytest

from lonja.imports import kinds
from lonja.imports.domain import applying, bringing
from lonja.outreach.enums import Network
from lonja.outreach.models import Reading, SocialAccount
from tests.core.imports.books import csv_file
from tests.factories import year

pytestmark = pytest.mark.django_db


def brought(office, kind, *rows):
    run = bringing.bring(kinds.get(kind), csv_file(rows), "lecturas.csv", by=office)
    bringing.preview(run)
    applying.claim(run)
    applying.apply(run, by=office)
    run.refresh_from_db()
    return run


def test_a_row_is_of_the_only_account_of_its_network(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    linkedin = SocialAccount.objects.create(network=Network.LINKEDIN, handle="cluster")
    head = ["Fecha", "Red", "Seguidores"]
    run = brought(office, "readings", head, ["31/12/2023", "LinkedIn", "9.300"],
                  ["31/12/2024", "linkedin", "10.400"])  # fmt: skip

    assert (run.created, run.rejected) == (2, 0)
    assert {one.account for one in Reading.objects.all()} == {linkedin}
    assert year().value("audience.followers_gained") == 1_100


def test_other_clusters_are_made_by_their_name_once(office, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    head = ["Fecha", "Clúster", "Seguidores"]
    rows = [["31/12/2023", "Clúster del Agua", "100"], ["31/12/2024", "cluster del agua", "150"]]
    run = brought(office, "peer-readings", head, *rows)
    again = brought(office, "peer-readings", head, *rows)

    assert (run.created, again.unchanged) == (2, 2)
