"""Turns scenes and journeys into bytes, with a module for each format. Only this package uses Jinja."""
