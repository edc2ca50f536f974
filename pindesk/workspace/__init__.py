"""What agents and leads see: queue, ticket page, people and teams, plans and topics, sign-in.

No tables and no rules: rows come from `access`, changes go to `actions`.
"""
