"""Proof: the link, file, list or confirmation behind any record."""
