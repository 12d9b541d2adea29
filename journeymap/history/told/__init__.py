"""Differences as text, Markdown and JSON: a file for each."""
