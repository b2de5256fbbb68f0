"""How fast an office is: an example of any size, written and measured.

    .venv/bin/python -m benchmarks.run                 ten years and 100,000 acts, on SQLite
    .venv/bin/python -m benchmarks.run --postgres      the same beside PostgreSQL
    .venv/bin/python -m benchmarks.run --growth        1, 10 and 50 times the usual year
    .venv/bin/python -m benchmarks.run --home DIR      keeps the office in DIR, and uses it again

Prints tables: what each page costs, in queries and in milliseconds, against what it may cost. The
pages are asked for as the technician of the example, within one process and then over HTTP.
"""
