"""Schedules and lists of talks in other systems' formats to records: one format a module, and one desk where records are made of what they found."""
