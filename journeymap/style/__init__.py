"""Themes, fonts, measuring and breaking of text, and the words of each language."""
