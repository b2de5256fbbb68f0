"""The encounter: what a territory needs, what is announced, who can solve it, and what came of it.

Need: something a territory wants solved. Notice: a public announcement (tender, consultation).
Introduction: a need put before a member. Outcome: what came of it, confirmed by both sides.
Territory worked: one with which the office has done work within a year.
"""
