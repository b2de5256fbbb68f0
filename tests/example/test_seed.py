"""The balance of the example year prints every figure of the office's own document of 2024."""

import io
import re
from decimal import Decimal

import pytest
from django.core.management import call_command

from lonja.outreach.models import Post
from lonja.press.models import Story

PRINTED = {
    "groups.deliverables_published": 1,
    "groups.deliverable_companies": 15,
    "groups.deliverable_universities": 6,
    "groups.deliverable_coordinators": 2,
    "alliances.lines_active": 3,
    "alliances.regions_met": 2,
    "outreach.posts_per_month_min": 10,
    "outreach.posts_per_month_max": 12,
    "outreach.dossiers_to_date": 4,
    "members.joined_via_social": 30,
    "audience.followers_total": 10_400,
    "audience.followers_gained": 1_100,
    "audience.rank_by_growth": 2,
    "newsletter.issues_sent": 26,
    "press.mentions": 281,
    "press.value_eur": Decimal("2842274.00"),
    "events.councils": ["Digital Enterprise Show (DES)", "Foro Greencities", "Foro Transfiere"],
    "events.stand_members": 8,
    "events.forum_editions": 1,
    "territories.worked": 15,
    "territories.growth": Decimal("0.25"),
    "territories.new": 10,
    "territories.new_supramunicipal": 4,
    "grants.submitted": 14,
    "grants.funded_solo": 1,
    "grants.funded_intercluster": 3,
}


@pytest.mark.parametrize(("key", "value"), PRINTED.items())
def test_the_year_says_what_the_document_says(book, key, value):
    assert book.year(2024).value(key) == value


def test_what_the_document_says_without_a_number_holds(book):
    year = book.year(2024)

    assert year.value("grants.submitted_eur") > 3_000_000
    assert year.value("grants.call_budget_change") < 0
    assert abs(year.value("newsletter.open_rate") - Decimal("0.40")) <= Decimal("0.02")
    assert year.value("events.sessions_led") >= 2
    assert year.value("events.own_events") >= 1
    assert year.value("outreach.pulses") >= 2
    assert year.value("events.dinner_territories") > year.previous.value(
        "events.dinner_territories"
    )
    assert "Ministro de Industria y Turismo" in year.value("alliances.institutional_meetings")
    named = year.reading("events.dinner_territories").breakdown["names"]
    assert {"València", "Sevilla", "Málaga", "Gijón", "Zaragoza"} <= set(named)
    by_medium = year.value("press.by_medium")
    assert by_medium["digital"] > 281 / 2


def test_no_figure_of_the_example_is_typed(book):
    year = book.year(2024)

    assert [key for key in PRINTED if year.reading(key).opening] == []


def test_every_figure_has_the_records_behind_it(book):
    year = book.year(2024)
    counted = {
        key: value for key, value in PRINTED.items() if isinstance(value, int) and "rank" not in key
    }

    assert [key for key in counted if not year.standing(key).records] == []


@pytest.mark.parametrize("language", ["es", "en"])
def test_every_number_is_bound_and_every_figure_proved(book, language):
    out = io.StringIO()

    call_command("claims", "2024", "--language", language, stdout=out)

    assert out.getvalue() == (
        "0 afirmaciones sin cifra o errores en el texto; 0 cifras con poca evidencia.\n"
    )


def test_what_was_granted_alone_is_said_as_spanish_says_it(book):
    out = io.StringIO()

    call_command("balance", "2024", "--format", "html", stdout=out)

    said = " ".join(re.sub(r"<[^>]+>", " ", out.getvalue()).split())
    assert "Fueron concedidos uno en solitario y tres más en formato intercluster." in said


def test_the_year_before_agrees_with_itself(book):
    before = book.year(2023)
    least, most = (before.value(f"outreach.posts_per_month_{end}") for end in ("min", "max"))

    assert 12 * least <= before.value("outreach.posts") <= 12 * most


def test_the_parts_add_up(book):
    year = book.year(2024)

    def value(key):
        return year.value(key)

    assert value("audience.followers_total") - value("audience.followers_gained") == 9_300
    assert value("territories.new_supramunicipal") <= value("territories.new")
    assert value("territories.new") <= value("territories.worked")
    funded = value("grants.funded_solo") + value("grants.funded_intercluster")
    assert funded == 4 <= value("grants.submitted")
    assert sum(year.reading("press.mentions").breakdown.values()) == 281


def test_each_story_and_each_post_has_a_title_of_its_own():
    stories = Story.objects.values_list("title", flat=True)
    assert len(stories) == len(set(stories)) == 154
    posts = Post.objects.filter(date__year=2024).values_list("title", flat=True)
    assert len(posts) == len(set(posts))
    assert not [one for one in [*stories, *posts] if " de el " in one or " a el " in one]
