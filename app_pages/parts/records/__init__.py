"""Parts of the stewards' screens: forms, inputs, writing, findings."""
