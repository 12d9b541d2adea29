"""The service blueprint on the map: the boxes of its parts, the arrows between them, and the lines between its lanes.

`planning` says which arrows run together and where they leave and land, `routing` gives each its place across the row,
`boxes` draws the lanes, `arrows` what of the arrows is in a band, and `lines` the lines of a blueprint.
"""
