"""Named reads of the encounter, a module a matter."""
