"""A made-up cluster and its years, written with a fixed seed: to look around, to test, to load.

The facts that the office's own balance of 2024 tells (the air-quality commission, RECI, Greencities,
the Forum) are used as facts. Members and people beyond those are invented and marked as examples.
"""
