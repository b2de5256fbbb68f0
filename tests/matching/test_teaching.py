"""Learning which codes to suggest, from the notices that the office has brought in."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from lonja.matching.domain import teaching
from lonja.matching.jobs import notices as jobs
from lonja.matching.models import Notice
from lonja.ranking.suggesting import keeping, knowledge

pytestmark = pytest.mark.django_db
SEEN = datetime(2024, 5, 1, tzinfo=UTC)
BOUGHT = {
    "Sustitución de marquesinas de autobús en {}": "44212321",
    "Asistencia jurídica a mujeres de {}": "79110000 85312300",
    "Cabalgata de Reyes de {}": "79952000",
}


@pytest.fixture
def home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    # What is known beforehand takes a minute to learn, and is not what is told here.
    monkeypatch.setattr(knowledge, "everything", lambda: knowledge.phrases()[::8])
    return tmp_path


def bring(many: int, start: int = 0) -> None:
    kinds = list(BOUGHT.items())
    Notice.objects.bulk_create(
        Notice(
            source="placsp", kind="tender", atom_id=f"a{n}", state="open",
            source_updated_at=SEEN + timedelta(minutes=n),
            title=kinds[n % 3][0].format(f"Villa {n}"), cpv=kinds[n % 3][1],
        )
        for n in range(start, start + many)
    )  # fmt: skip


def test_nothing_is_learnt_until_there_are_enough(home):
    bring(teaching.FEWEST - 1)
    assert jobs.learn_codes.func() == 0
    assert not keeping.place().exists()


def test_the_office_is_suggested_what_its_notices_say(home):
    text = "Nuevas marquesinas para las paradas de autobús"
    assert "anuncios" not in " ".join(map(str, keeping.suggester().suggest(text)[0].reasons))
    bring(teaching.FEWEST)
    assert jobs.learn_codes.func() == teaching.FEWEST
    found = keeping.suggester().suggest(text)
    assert found[0].code == "44212321"
    assert "como en 100 anuncios con" in str(found[0].reasons[-1])


def test_it_is_learnt_anew_when_notices_have_grown_by_a_tenth(home):
    bring(teaching.FEWEST)
    assert jobs.learn_codes.func() == 300
    assert jobs.learn_codes.func() == 0
    bring(29, start=300)
    assert not teaching.is_due()
    bring(1, start=329)
    assert teaching.is_due()


def test_what_another_version_kept_is_learnt_anew(home, monkeypatch):
    bring(teaching.FEWEST)
    jobs.learn_codes.func()
    monkeypatch.setattr(keeping, "fingerprint", lambda: "another")
    assert teaching.is_due()


def test_a_title_that_comes_twice_is_learnt_once_with_all_its_codes(home):
    bring(1)
    Notice.objects.create(
        source="placsp", kind="tender", atom_id="b", state="open", source_updated_at=SEEN,
        title=" Sustitución de marquesinas de autobús en Villa 0", cpv="45233293 99999999",
    )  # fmt: skip
    known = teaching._known()
    assert known.texts == ["Sustitución de marquesinas de autobús en Villa 0"]
    assert known.codes == [["44212321", "45233293"]]


def test_it_can_be_learnt_by_hand(home):
    with pytest.raises(CommandError, match="pocos anuncios de los que aprender: hacen falta 100"):
        call_command("codes", "learn")
    bring(120)
    said = StringIO()
    call_command("codes", "learn", stdout=said)
    assert said.getvalue() == "Aprendido de 120 títulos.\n"
    assert keeping.kept().notices == 120
