"""Who may come in: invitations, roles, leaving, and the letters of signing in.

The user and what each role may do stand in `accounts`; here they are managed, with a line in the
trail and a letter to whom it concerns.
"""
