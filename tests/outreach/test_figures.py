"""What the balance says of what the cluster told and of who follows it."""

from datetime import date
from decimal import Decimal

import pytest

from lonja.acts.enums import State
from lonja.outreach.enums import Network
from lonja.outreach.models import (
    Dossier,
    Issue,
    Peer,
    PeerReading,
    Placement,
    Post,
    Reading,
    SocialAccount,
)
from tests.factories import DAY, act, year

pytestmark = pytest.mark.django_db


@pytest.fixture
def linkedin():
    return SocialAccount.objects.create(network=Network.LINKEDIN, handle="cluster")


@pytest.fixture
def x():
    return SocialAccount.objects.create(network=Network.X, handle="@cluster")


def published(day, *accounts, **measures):
    post = act(Post, "Una publicación", day)
    for account in accounts:
        Placement.objects.create(
            post=post, account=account, url=f"https://ejemplo.example/{post.pk}", **measures
        )
    return post


def read(account, day, followers):
    return Reading.objects.create(account=account, date=day, followers=followers)


def test_one_content_on_two_networks_is_one_post_and_without_link_is_none(linkedin, x):
    published(DAY, linkedin, x)
    published(DAY)

    assert year().value("outreach.posts") == 1


def test_the_month_with_fewest_may_be_august_with_none(linkedin):
    for month in (m for m in range(1, 13) if m != 8):
        for _ in range(month):
            published(date(2024, month, 3), linkedin)

    assert year().value("outreach.posts_per_month_min") == 0
    assert year().value("outreach.posts_per_month_max") == 12


def test_in_a_running_year_only_the_months_that_are_over_are_compared(linkedin):
    from lonja.balance.book import Book

    published(date(2024, 1, 10), linkedin)
    for _ in range(3):
        published(date(2024, 2, 10), linkedin)

    running = Book(today=date(2024, 2, 15)).year(2024)

    assert running.value("outreach.posts_per_month_max") == 1


def test_dossiers_add_up_over_the_years_and_new_editions_do_not():
    link = "https://ejemplo.example/dosier"
    first = act(Dossier, "Movilidad", date(2022, 5, 5), url=link)
    act(Dossier, "Playas", date(2024, 6, 4), url=link)
    act(Dossier, "Movilidad, 2.ª edición", date(2024, 9, 1), url=link, edition_of=first)
    act(Dossier, "Sin enlace", date(2024, 9, 1))
    act(Dossier, "Del año siguiente", date(2025, 1, 1), url=link)

    assert year(2024).value("outreach.dossiers_to_date") == 2
    assert year(2023).value("outreach.dossiers_to_date") == 1


def test_followers_are_the_last_reading_of_each_open_account(linkedin, x):
    read(linkedin, date(2024, 11, 30), 6_000)
    read(linkedin, date(2024, 12, 31), 6_420)
    read(linkedin, date(2025, 1, 31), 6_500)
    read(x, date(2024, 12, 30), 3_110)
    closed = SocialAccount.objects.create(
        network=Network.FACEBOOK, handle="vieja", closed_on=date(2024, 3, 1)
    )
    read(closed, date(2024, 2, 1), 900)

    assert year().value("audience.followers_total") == 9_530


def test_a_reading_over_90_days_old_is_flagged_and_an_account_never_read_is_named(linkedin, x):
    read(linkedin, date(2024, 9, 1), 6_000)

    reading = year().reading("audience.followers_total")

    assert reading.value == 6_000
    assert [note.es for note in reading.notes] == [
        "LinkedIn · cluster: la última lectura es del 01/09/2024, más de 90 días antes.",
        "X · @cluster: sin ninguna lectura; no se suma.",
    ]


def test_followers_gained_are_net_between_the_two_ends(linkedin):
    read(linkedin, date(2023, 12, 31), 9_300)
    read(linkedin, date(2024, 12, 31), 10_400)

    assert year().value("audience.followers_gained") == 1_100


def test_without_readings_at_one_end_the_gain_is_not_guessed(linkedin):
    read(linkedin, date(2024, 12, 31), 10_400)

    assert year().value("audience.followers_gained") is None


def test_rank_is_by_relative_growth_ties_share_and_the_missing_are_named(linkedin):
    read(linkedin, date(2023, 12, 31), 1_000)
    read(linkedin, date(2024, 12, 31), 1_100)
    for name, before, after in (
        ("Crece más", 500, 600),
        ("Igual que nosotros", 2_000, 2_200),
        ("Crece menos", 50_000, 51_000),
        ("Sin lectura final", 100, None),
    ):
        peer = Peer.objects.create(name=name)
        PeerReading.objects.create(peer=peer, date=date(2023, 12, 29), followers=before)
        if after:
            PeerReading.objects.create(peer=peer, date=date(2024, 12, 30), followers=after)

    reading = year().reading("audience.rank_by_growth")

    assert reading.value == 2
    assert reading.notes[0].es.startswith("Por crecimiento relativo, entre 4 clústeres")
    assert reading.notes[1].es == "Fuera por falta de lecturas: Sin lectura final."


def test_networks_without_impressions_are_left_out_of_the_rate_and_named(linkedin, x):
    published(DAY, linkedin, impressions=1_000, interactions=40)
    published(DAY, x)

    reading = year().reading("audience.interaction_rate")

    assert reading.value == Decimal("0.04")
    assert reading.notes[1].es == "Sin datos y fuera del cálculo: X · @cluster."


def test_the_open_rate_is_weighted_so_a_small_issue_weighs_little():
    act(Issue, "Grande", delivered=1_000, measured=1_000, opened=380)
    act(Issue, "Pequeño", delivered=50, measured=50, opened=45)

    assert year().value("newsletter.open_rate") == Decimal(425) / 1_050


def test_those_who_do_not_accept_tracking_are_not_in_the_denominator():
    act(Issue, "Boletín", delivered=1_000, measured=500, opened=200, opened_by_machines=50)

    reading = year().reading("newsletter.open_rate")

    assert reading.value == Decimal("0.4")
    assert reading.breakdown["sin las de máquinas"] == Decimal("0.3")


def test_a_resend_is_not_an_issue():
    issue = act(Issue, "Boletín 1", delivered=10)
    act(Issue, "Reenvío", delivered=5, resend_of=issue)
    act(Issue, "Borrador", state=State.PLANNED)

    assert year().value("newsletter.issues_sent") == 1
