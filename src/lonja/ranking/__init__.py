"""The encounter's engine: who fits what is wanted, in which order, and why.

    index = Index(profiles, vectors=vectors.sentences())      # vectors=None: words alone
    index.add([profile])                                      # or in the place of the same key
    index.remove(key)
    for one in index.rank(Wanted("Sensores de calidad del aire", cpv=("90731",)), limit=20):
        one.key, one.score, one.reasons, one.missing, one.signals
    index.rank(wanted, among={"key", …})                      # these suppliers only
    index.rank_all(wanteds, limit=20)                         # thousands, in their order
    index.fits(key, wanteds)                                  # the other direction

Its words: a **piece** is one thing known of a supplier (an award, a reference, a pilot, what it
declares); a **profile** is a supplier with its pieces; **wanted** is a need or a lot of a notice;
a **signal** is a number that speaks for a supplier; a **reason** is a fact that can be checked.

Values in, values out (`profiles.py`): no records, no database, no words for people. Who turns
needs and members into these values, and reasons into sentences, is the app `matching`.
A score orders and means nothing by itself; never show it.
"""
