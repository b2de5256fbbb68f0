"""Where the day begins: the year at a glance, the week, what needs attention; and the search.

glance: what the nine lines say of a year, against the year before and its goals. agenda: what is
near (see core.agenda). It reads everything and is read by nobody.
"""
