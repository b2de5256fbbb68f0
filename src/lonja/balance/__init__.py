"""The balance of a year: its figures, the document written on them, and the day it is closed.

figure: a query with a name (see `core.figures`). reading: what it says of a year. opening balance:
the value of a year older than the records, typed once and marked. closing: the day a year's figures
are frozen with the records behind them. restatement: what the records say later, against what was
frozen. edition: the document of a year in one language, written by sections, signed and published.
"""
