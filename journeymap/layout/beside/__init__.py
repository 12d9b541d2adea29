"""Draws two journeys as an open book: two maps of one scale beside each other, with their lanes at one height."""

from journeymap.layout.beside.book import BookTexts, lay_book

__all__ = ["BookTexts", "lay_book"]
