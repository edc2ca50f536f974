"""Larkmail, the demo company: people, tickets with a history, one-click sign-in, and the mail that was sent.

Off unless `pindesk demo` runs. Does everything through the actions of the product, with a clock.
"""
