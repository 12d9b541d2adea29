"""A journey file as tables, a grid of its steps the first of them, and back, without a loss.

`tables` says which tables there are, by the fields of the model; `flatten` fills them from the tree of a file, and
`restore` makes a draft of them. `grid` moves what the lanes of a map show out of the tables into a grid, and back.
"""
