"""Line 1 of the balance: what the working groups met for and published."""

from lonja.core.figures import Figure, Unit, count, count_distinct, names, register
from lonja.core.text import Text
from lonja.directory.enums import Kind

from . import queries


def _of_kind(kind):
    return lambda year: queries.contributions(year).filter(kind_then=kind)


def _without_link(rows):
    return rows.filter(url="")


def _of_unlinked(rows):
    return rows.filter(deliverable__url="")


register(
    Figure(
        key="groups.deliverables_published",
        line=1,
        name=Text("Entregables publicados", "Deliverables published"),
        definition=Text(
            "Guías, informes y otros documentos de los grupos de trabajo publicados en el año, con "
            "su enlace. Una nueva edición no es un entregable nuevo.",
            "Guides, reports and other documents of the working groups published in the year, with "
            "their link. A new edition is not a new deliverable.",
        ),
        unit=Unit.COUNT,
        rows=queries.published,
        measure=count,
        weak=_without_link,
    ),
    Figure(
        key="groups.deliverable_companies",
        line=1,
        name=Text("Empresas que contribuyeron", "Companies that contributed"),
        definition=Text(
            "Empresas distintas con alguna contribución aceptada a los entregables publicados en "
            "el año, según lo que eran el día de la publicación. Cada una cuenta una vez, aunque "
            "además coordine o participe con varias personas.",
            "Different companies with an accepted contribution to the deliverables published in "
            "the year, by what they were on the day of publication. Each counts once, even if it "
            "also coordinates or takes part through several people.",
        ),
        unit=Unit.COUNT,
        rows=_of_kind(Kind.COMPANY),
        measure=count_distinct("counts_as"),
        counts="organisation",
        weak=_of_unlinked,
    ),
    Figure(
        key="groups.deliverable_universities",
        line=1,
        name=Text("Universidades que contribuyeron", "Universities that contributed"),
        definition=Text(
            "Universidades distintas con alguna contribución aceptada a los entregables publicados "
            "en el año. Un instituto o una escuela cuentan como su universidad.",
            "Different universities with an accepted contribution to the deliverables published in "
            "the year. An institute or a school counts as its university.",
        ),
        unit=Unit.COUNT,
        rows=_of_kind(Kind.UNIVERSITY),
        measure=count_distinct("counts_as"),
        counts="organisation",
        weak=_of_unlinked,
    ),
    Figure(
        key="groups.deliverable_coordinators",
        line=1,
        name=Text("Entidades coordinadoras", "Coordinating organisations"),
        definition=Text(
            "Entidades distintas que coordinaron durante el año los grupos que publicaron un "
            "entregable, según las fechas de su mandato.",
            "Different organisations that coordinated, by the dates of their term, the groups that "
            "published a deliverable in the year.",
        ),
        unit=Unit.COUNT,
        rows=queries.coordinations,
        measure=count_distinct("counts_as"),
        breakdown=lambda rows: {"names": names("organisation__name")(rows)},
        counts="organisation",
        needs_proof=False,
    ),
    Figure(
        key="groups.meetings_held",
        line=1,
        name=Text("Reuniones de grupos", "Group meetings"),
        definition=Text(
            "Reuniones de los grupos de trabajo celebradas en el año.",
            "Meetings of the working groups held in the year.",
        ),
        unit=Unit.COUNT,
        rows=queries.meetings_held,
        measure=count,
    ),
)
