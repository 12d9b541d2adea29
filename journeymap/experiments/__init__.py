"""The statistics of experiments: how many people a test needs, and what the numbers of its arms show.

Figures only, and no files but in `trials`, which counts the arms of an experiment as `measure` counts, and `results`,
which puts what they show into a journey's file. There is one module for each subject, and callers import from it: a
journey with a result is checked with what reads arms, and nothing else. Shares are told as a journey tells them, in
percent, and their differences in percentage points; means in the unit of the metric. scipy comes with the extra
`journeymap[data]`, and is needed for means only; shares need none.
"""
