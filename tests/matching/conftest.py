import pytest
from django.core.cache import cache

from lonja.accounts.models import User
from lonja.matching.domain import introducing, needs
from lonja.matching.enums import NeedState
from lonja.matching.web import need_forms
from lonja.territories.enums import Kind
from lonja.territories.models import Territory

from . import people


@pytest.fixture
def marta(db):
    """A technician of the office."""
    return User.objects.create_user("marta@oficina.example", name="Marta Oficina", role="office")


@pytest.fixture
def andalucia(db):
    return Territory.objects.create(kind=Kind.REGION, name="Andalucía", code="01")


@pytest.fixture
def sevilla(andalucia):
    """The province."""
    return Territory.objects.create(kind=Kind.PROVINCE, name="Sevilla", code="41", region=andalucia)


@pytest.fixture
def villaejemplo(sevilla):
    return Territory.objects.create(
        kind=Kind.MUNICIPALITY,
        name="Villaejemplo",
        code="41999",
        province=sevilla,
        region=sevilla.region,
    )


@pytest.fixture
def town(sevilla):
    """Make a municipality by its name, or another kind of territory."""
    codes = iter(range(41901, 41999))

    def make(name, kind=Kind.MUNICIPALITY, **more):
        code = str(next(codes)) if kind == Kind.MUNICIPALITY else ""
        return Territory.objects.create(
            kind=kind, name=name, code=code, province=sevilla, region=sevilla.region, **more
        )

    return make


# -- two sides that can be introduced --------------------------------------------------------------


@pytest.fixture
def aires(db):
    return people.a_member()


@pytest.fixture
def marcos(aires):
    return people.somebody(aires, *people.SECRETS, title="Gerente")


@pytest.fixture
def council(villaejemplo):
    return people.a_council(villaejemplo)


@pytest.fixture
def teresa(council):
    return people.somebody(council, *people.THEIRS, title="Concejala")


@pytest.fixture
def need(villaejemplo, council, marta):
    return people.a_need(villaejemplo, council, by=marta)


@pytest.fixture
def introduced(need, aires, marcos, teresa, marta):
    for state in (NeedState.QUALIFIED, NeedState.OPENED):
        needs.move(need, state, by=marta)
    return people.agree(introducing.propose(need, aires, by=marta), by=marta)


# -- the public form -------------------------------------------------------------------------------


@pytest.fixture
def nobody_has_sent_anything():
    cache.clear()


@pytest.fixture
def read_slowly(monkeypatch):
    """Whoever fills in the form took a while."""
    monkeypatch.setattr(need_forms, "FASTEST", -0.5)
