"""Reads, checks and draws journeys, one or many. It prints and writes nothing."""
