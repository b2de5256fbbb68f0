"""What spreadsheets bring to the directory: organisations, as members or not, and people."""

from django.utils.translation import gettext_lazy as _

from lonja.imports.kinds import ImportKind, register

from . import organisations, people
from .columns import ORGANISATION_COLUMNS, PERSON_COLUMNS

register(
    ImportKind(
        key="organisations",
        label=_("Entidades y asociados"),
        help=_("con su alta, su baja, cómo llegaron y una persona de contacto por fila"),
        columns=ORGANISATION_COLUMNS,
        keys=organisations.keys,
        find=organisations.find,
        write=organisations.write,
        check=organisations.check,
        gather=organisations.gather,
        repeats=True,
        list_url="entidades-list",
    ),
    ImportKind(
        key="people",
        label=_("Personas"),
        help=_("con su entidad y su cargo"),
        columns=PERSON_COLUMNS,
        keys=people.keys,
        find=people.find,
        write=people.write,
        check=people.check,
        repeats=True,
        list_url="personas-list",
    ),
)
