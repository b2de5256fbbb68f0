"""Charts drawn on the server: the page, the PDF and the Word file show the same picture.

    picture = bars("Menciones por mes", months, [Series("Menciones", counts)])
    picture.themed()                 # for the page: takes the colours of the theme
    picture.standalone(paper(brand)) # for paper: its colours and typeface written in it
    picture.table("es")              # the same data as header and rows, as printed

No chart needs its picture to be understood: `summary` says it in a sentence, `table` in full.
"""

from .bars import bars
from .chart import Chart, Series
from .donut import donut
from .drawing import Palette, paper
from .lines import lines
from .sparkline import sparkline

__all__ = ["Chart", "Palette", "Series", "bars", "donut", "lines", "paper", "sparkline"]
