"""Whose office this is: the cluster's name, colours, logo, and the rules it has set itself."""
