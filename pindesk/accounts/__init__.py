"""People who sign in: company, accounts, persons, memberships, agents, teams, sessions, invitations.

Knows nothing of plans or tickets.
"""
