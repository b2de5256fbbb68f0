"""Who: users, roles, sign-in and what each role may do."""
