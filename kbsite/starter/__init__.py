"""Answers about a conference to the files of a project folder for it."""
