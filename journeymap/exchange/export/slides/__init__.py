"""Journeys as slides for PowerPoint: native tables, a chart with its data, and cards as shapes.

All of it needs the library python-pptx, of the extra `office`. Places are logical, in pixels of a slide of 1280 by 720,
and x counts from the edge at which reading starts; `sheet` turns them into those of the file.
"""
