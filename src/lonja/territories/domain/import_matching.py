"""Which territory a row of a file speaks of, and which ones it names."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.utils.translation import gettext as _

from ..codes import dir3_code, municipality_code, province_code, region_code
from ..enums import Kind
from ..models import Territory
from ..naming import bare, bare_forms, full_forms, office, upright
from .import_columns import Row

Key = tuple[str, str, str]  # country, kind, code ("" for what has none)
SPANISH_CODES = {
    Kind.MUNICIPALITY: municipality_code,
    Kind.PROVINCE: province_code,
    Kind.REGION: region_code,
}
KIND_OF_DIR3 = {
    "L01": Kind.MUNICIPALITY,
    "L02": Kind.PROVINCIAL_COUNCIL,
    "L03": Kind.ISLAND_COUNCIL,
    "L05": Kind.COMMONWEALTH,
    "L06": Kind.COUNTY,
    "L07": Kind.METROPOLITAN,
    "L08": Kind.CONSORTIUM,
}


class Refused(Exception):
    """A cell that cannot stand: which column, why, and what would be right."""

    def __init__(self, column: str, message: str, suggestion: str = ""):
        super().__init__(message)
        self.column, self.message, self.suggestion = column, message, suggestion


class Catalogue:
    """Every territory, those that the file is about to create among them, by code and by name."""

    def __init__(self) -> None:
        self.by_key: dict[Key, Territory] = {}
        self.by_dir3: dict[str, Territory] = {}
        self.by_name: dict[tuple[str, str], list[Territory]] = defaultdict(list)
        self.lines: dict[int, int] = {}
        for one in Territory.everything.select_related("province", "region", "successor"):
            self._add(one)

    def key_of(self, row: Row) -> Key:
        """Country, kind and code of the territory of a row; tidies its DIR3 on the way."""
        said = row.values
        country = said.get("country", "ES")
        if "dir3" in said:
            said["dir3"] = _checked("dir3", dir3_code, said["dir3"])
        kind = said.get("kind") or KIND_OF_DIR3.get(said.get("dir3", "")[:3], Kind.MUNICIPALITY)
        return country, str(kind), self._code(country, kind, said)

    def _code(self, country: str, kind: Kind, said: dict[str, Any]) -> str:
        if country != "ES":
            return said.get("code", "")
        read = SPANISH_CODES.get(kind)
        if kind == Kind.MUNICIPALITY and {"cpro", "cmun"} <= set(said):
            code = f"{said['cpro'].zfill(2)}{said['cmun'].zfill(3)}{said.get('dc', '')}"
            return _checked("cmun", municipality_code, code)
        if read and "code" in said:
            return _checked("code", read, said["code"])
        if kind == Kind.MUNICIPALITY and said.get("dir3", "").startswith("L01"):
            return _checked("dir3", municipality_code, said["dir3"])
        return said.get("code", "") if not read else ""

    def find(self, key: Key, row: Row) -> Territory | None:
        country, kind, code = key
        if code and key in self.by_key:
            return self.by_key[key]
        found = self.by_dir3.get(row.values.get("dir3", ""))
        if found and (found.country, found.kind) == (country, kind):
            return found
        if code or "name" not in row.values:
            return None
        return self._only(row.values["name"], key, row)

    def _only(self, name: str, key: Key, row: Row) -> Territory | None:
        """The one of a name among those of a kind; the province of the row tells homonyms apart."""
        country, kind, _code = key
        found = [one for one in self._called(name, country) if one.kind == kind]
        if len(found) > 1 and "province" in row.values:
            province = self._container(Kind.PROVINCE, row.values["province"], country, "province")
            found = [one for one in found if one.province == province]
        if len(found) > 1:
            raise _several("name", name, found)
        return found[0] if found else None

    def take(self, territory: Territory, row: Row) -> None:
        """Note that a row speaks of a territory, which no other row may do."""
        if id(territory) in self.lines:
            raise Refused(
                "code" if territory.code else "name",
                _("%(name)s ya está en la línea %(line)d.")
                % {"name": territory.name, "line": self.lines[id(territory)]},
                _("Deje solo una de las dos."),
            )
        self.lines[id(territory)] = row.line
        if territory._state.adding:
            self._add(territory)

    def around(self, key: Key, row: Row) -> tuple[Territory | None, Territory | None]:
        """The province and the region of a territory to be created."""
        country, kind, code = key
        said = row.values
        if country == "ES" and kind == Kind.MUNICIPALITY and code:
            province = self.by_key.get(("ES", Kind.PROVINCE, code[:2]))
            if province is None:
                raise Refused(
                    "code",
                    _("No está en el catálogo la provincia %s.") % code[:2],
                    _("Cargue antes el catálogo: lonja catalogue load."),
                )
        elif "province" in said and kind != Kind.PROVINCE:
            province = self._container(Kind.PROVINCE, said["province"], country, "province")
        else:
            province = None
        region = province.region if province else None
        if region is None and "region" in said and kind != Kind.REGION:
            region = self._container(Kind.REGION, said["region"], country, "region")
        return province, region

    def _container(self, kind: Kind, text: str, country: str, column: str) -> Territory:
        code = text.zfill(2) if country == "ES" and text.isdecimal() else text
        if found := self.by_key.get((country, str(kind), code)):
            return found
        named = [one for one in self._called(text, country) if one.kind == kind]
        if len(named) != 1:
            raise Refused(column, _("No está en el catálogo: «%s».") % text)
        return named[0]

    def named(self, text: str, near: Territory, column: str) -> Territory:
        """The municipality or body that a cell names, by code or by name.

        Among homonyms the one in the province of `near` is meant. Raises Refused.
        """
        if by_code := self._coded(text, near):
            return by_code
        kinds = {Kind.MUNICIPALITY} if column == "members" else {near.kind}
        found = [one for one in self._called(text, near.country) if one.kind in kinds]
        if not found and column == "members":  # a consortium may have bodies as members
            found = [
                one
                for one in self._called(text, near.country)
                if one.kind not in (Kind.PROVINCE, Kind.REGION, Kind.COUNTRY)
            ]
        if len(found) > 1 and near.province:
            found = [one for one in found if one.province == near.province] or found
        if len(found) > 1:
            raise _several(column, text, found)
        if not found:
            raise Refused(
                column,
                _("No está en el catálogo: «%s».") % text,
                _("Ponga su código de INE o el nombre oficial."),
            )
        return found[0]

    def _coded(self, text: str, near: Territory) -> Territory | None:
        if found := self.by_dir3.get(text.upper()):
            return found
        if near.country != "ES":
            return self.by_key.get((near.country, Kind.MUNICIPALITY, text))
        try:
            return self.by_key.get(("ES", Kind.MUNICIPALITY, municipality_code(text)))
        except ValueError:
            return None

    def _called(self, text: str, country: str) -> list[Territory]:
        kind, name = office(text)
        found = self.by_name.get((country, upright(name))) or self.by_name.get(
            (country, bare(name)), []
        )
        return [one for one in found if kind is None or one.kind == kind]

    def _add(self, one: Territory) -> None:
        if one.code:
            self.by_key[one.country, one.kind, one.code] = one
        if one.dir3:
            self.by_dir3[one.dir3] = one
        names = (one.name, one.other_name)
        for form in full_forms(*names) | bare_forms(*names):
            self.by_name[one.country, form].append(one)


def _checked(column: str, read, value: str) -> str:
    try:
        return read(value)
    except ValueError as error:
        raise Refused(
            column, _("«%s» no es un código.") % value, _("Lo correcto: %s.") % error
        ) from error


def _several(column: str, name: str, found: list[Territory]) -> Refused:
    which = "; ".join(f"{one.code or one.dir3} {one} ({one.province or '—'})" for one in found[:5])
    return Refused(
        column,
        _("Hay varios con el nombre «%s».") % name,
        _("Diga cuál por su código: %s.") % which,
    )
