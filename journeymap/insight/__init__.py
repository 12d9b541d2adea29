"""Facts that follow from a journey, for rules, maps, plans, workshop kits, diffs and sites.

There is one module for each subject. Every fact is computed here only; no function changes the journey.
"""
