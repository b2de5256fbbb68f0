"""Finding any record by its words: in Spanish first, forgiving accents, endings and slips.

document: what a record shows to the search. stem: a word without its ending, as it is indexed.
surface: a word as it is written, folded. sound: how a word sounds, to forgive how it was typed.
It knows nothing of what the records are: each app says it in its `search.py`.
"""
