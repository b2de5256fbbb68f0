"""Bringing spreadsheets in: mapped, looked at, written once, and undone if need be.

kind: what a file may bring (organisations, mentions), declared by the app that owns it. run: one
file of a kind, from its upload to its undoing. ledger: what a run makes and changes. The reading
of files is in `core.imports`; what rows mean, in the `imports.py` of each app.
"""
