"""Builds a site of all journeys. Only what depends on changed content is made again.

    request ─ cache ─► what is stale ─ drawing ─► files, facts ─ index ─► manifest, last

The manifest in the output folder says what each file was made from. It is written after the files that it lists, so
a build that is killed at any moment leaves complete files, and the next build makes the rest. Until then a record of
names, `.journeymap-build.names`, tells the new files of builds from files of others.
"""
