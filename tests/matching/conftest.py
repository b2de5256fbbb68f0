import pytest

from lonja.accounts.models import User
from lonja.territories.enums import Kind
from lonja.territories.models import Territory


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
