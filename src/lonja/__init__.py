"""Lonja runs the technical office of a cluster, and prints its year."""
