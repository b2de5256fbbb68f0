"""Measuring what is suggested against what was true, for anyone to repeat."""
