"""What those outside the office see of it: a member its home, a territory its passport.

Home: what the cluster did for a member in a year, what fits it, what is asked of it. Passport: what
a territory and the office have done together, and what came of it. Both open from a personal link
or after signing in, show nothing of anybody else, and can be printed. Nothing is kept here: every
line of work is read, none is written.
"""
