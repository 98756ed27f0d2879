"""Match drafts to known records: by foreign id, code or natural key."""
