"""What the encounter does in the background, a module a matter."""
