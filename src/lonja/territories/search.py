"""What a territory shows to the search of the whole office."""

from lonja.search.registry import Indexed, register

from .models import Territory

register(
    Indexed(
        Territory,
        subtitle=lambda one: one.hint,
        texts=lambda one: [one.other_name, one.code],
        weight=5,  # eight thousand of them: after whatever the office itself wrote
        related=["province"],
    )
)
