"""Lines 6 and 7: where the cluster was, and what it held; also the programmes of line 2."""
