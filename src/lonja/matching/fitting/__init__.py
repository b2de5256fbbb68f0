"""Who can solve what: members and needs compared, with reasons that a person can check.

    for one in fitting.rank_need(need):
        one.member, one.strength, words.said(one.reasons), words.lacking(one.missing)

`gathering` makes plain data of the records; `keeping` holds them in each process; `comparing`
orders; `ranking` adds what the office has learnt and whose turn it is; `strength` and `words` say
it. Reasons are kept as facts, so that they can be said in any language, years later too.
"""

from .ranking import Fitted, Ranking, rank_need, rank_notice, ranking_of
from .strength import Strength

__all__ = ["Fitted", "Ranking", "Strength", "rank_need", "rank_notice", "ranking_of"]
