"""The outbox: what the office writes to people, kept, sent once, and tried again when it fails."""
