"""Fixtures for all: the public files of the world, and somebody of each role."""

from pathlib import Path

import pytest
from django.utils import translation

from lonja.accounts.enums import Role
from lonja.accounts.models import User
from lonja.matching.fitting.keeping import keeper
from tests.support import template

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real public files, which stands beside the project and is not part of it."""
    if not SHARED.is_dir():
        pytest.skip("needs the public files of ../shared/data, which are not here")
    return SHARED


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings) -> bool:
    """Whether the tables were there already: see `support.template`."""
    return template.restore()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_keepdb, django_db_blocker) -> None:
    if not django_db_keepdb:
        with django_db_blocker.unblock():
            template.keep()


@pytest.fixture(autouse=True)
def _in_spanish():
    """A page that somebody read in English leaves nothing behind for the next test."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def _nothing_kept():
    """What members can do, kept in the process by another test, is not of this one."""
    keeper.forget()


@pytest.fixture
def office(db) -> User:
    return _somebody(Role.OFFICE, "Olga Oficina")


@pytest.fixture
def direction(db) -> User:
    return _somebody(Role.DIRECTION, "Gerardo Gerencia")


@pytest.fixture
def member(db) -> User:
    return _somebody(Role.MEMBER, "Amalia Asociada")


@pytest.fixture
def territory(db) -> User:
    return _somebody(Role.TERRITORY, "Teo Territorio")


@pytest.fixture
def ally(db) -> User:
    return _somebody(Role.ALLY, "Alicia Aliada")


@pytest.fixture
def auditor(db) -> User:
    return _somebody(Role.AUDITOR, "Aurora Auditora")


def _somebody(role: Role, name: str) -> User:
    return User.objects.create_user(
        email=f"{role.value}@ejemplo.test", password="clave de ejemplo", name=name, role=role
    )
