"""The sidebar: language, ledger, search, scope, date, filters, and what a scope leaves out."""
