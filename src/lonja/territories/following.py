"""Links between territories followed to the last, within the question that needs it."""

from __future__ import annotations

from django.db.models import Model, QuerySet
from django.db.models.expressions import RawSQL


def followed(links: type[Model], start: str, end: str, among: QuerySet) -> RawSQL:
    """The keys at the `end` of the links that have the rows of `among` at their `start`, at the
    end of those that start in these, and so on. `start` and `end` are columns of `links`:

        Territory.objects.filter(pk__in=followed(Membership, "from_id", "to_id", bodies))
    """
    table = links._meta.db_table
    first, values = among.order_by().values("pk").query.sql_with_params()
    # Only names of ours stand in the text; what is looked for goes beside it.
    sql = f"""
        WITH RECURSIVE followed (id) AS (
            SELECT {end} FROM {table} WHERE {start} IN ({first})
            UNION
            SELECT {table}.{end} FROM {table} JOIN followed ON {table}.{start} = followed.id
        ) SELECT id FROM followed"""  # noqa: S608
    return RawSQL(sql, values)  # noqa: S611
