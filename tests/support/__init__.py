"""What tests stand on: the settings and the database of a run, and processes of their own."""
