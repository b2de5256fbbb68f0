"""The trail: who changed what, when and why; the bin and the way back from it."""
