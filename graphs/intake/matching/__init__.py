"""Which known record a draft is: by foreign id, code, natural key."""
