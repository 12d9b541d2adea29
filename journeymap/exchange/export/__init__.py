"""Journeys for other tools: a table of formats, and a module for each. Nothing is left out without a word."""
