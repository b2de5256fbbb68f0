"""Who: organisations, people, seats, and memberships with how they came and left."""
