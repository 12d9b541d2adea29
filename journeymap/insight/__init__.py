"""What follows from a journey: one answer to each question that rules, pictures, plans, kits, diffs and sites ask.

A module for each subject; none of them changes the journey, and none knows who asks.
"""
