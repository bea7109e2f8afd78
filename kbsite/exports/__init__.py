"""A catalog in other forms, one format a module."""
