"""From YAML text to a read-only catalog of typed records that remember where each value stands."""
