"""Opening an office: the key to its door, and setting it up."""
