"""Builds a site of all journeys: what changed by content is made anew, everything else is left as it is.

    request ─ cache ─► what is stale ─ drawing ─► files, facts ─ index ─► manifest, last

The manifest in the output folder says what each file was made from. It is written after everything that it
speaks of, so a build that is killed at any moment leaves whole files, and the next build makes the rest.
"""
