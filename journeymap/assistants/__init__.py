"""What assistants, which read text and JSON and no pictures, are told: a journey's facts, and how to write a journey.

Each is a function that returns a text, for the command line and for whoever serves assistants.
"""
