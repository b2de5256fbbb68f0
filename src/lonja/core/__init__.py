"""No domain: what every app stands on (records, texts, figures, the interface kit)."""
