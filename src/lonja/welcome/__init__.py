"""The first five minutes of an empty office: who it is, who works there, who its members are."""
