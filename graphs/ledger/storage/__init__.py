"""The storage of a ledger: schema, intervals, revisions, hash chain, search table."""
