"""Work done in the background (mail, imports, documents) and what recurs.

job: a function marked with `@job`, which a worker runs later. lease: the hold of a worker on the
job that it is running. slot: a moment at which a recurring entry is due. failure: a job that was
given up, for the office to see and to run again.

A job is enqueued in the transaction of what asks for it, so it exists only if that is committed.
It may run twice (a worker can die after the work and before saying so): it must do no harm then.
"""
