"""Runnable examples: what a machine must have, the sandbox, the run, what is measured, and its record."""
