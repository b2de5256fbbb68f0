"""The balance as a document: a model in memory, the prose it is written in, and its renderers.

Prose (`prose`) turns into blocks (`model`), whose claims are checked (`claims`); the same document
is printed as a web page, PDF, Word file, spreadsheet and open data. Nothing here reads the
database: `balance.book` gives the figures.
"""
