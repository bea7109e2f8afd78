"""Addresses outside the site, and what a look at each of them found."""
