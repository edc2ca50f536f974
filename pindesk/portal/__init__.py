"""What customers see: Support Center, ticket form, my tickets, sign-in. Views, forms and templates.

No tables and no rules: rows come from `access`, changes go to `actions`.
"""
