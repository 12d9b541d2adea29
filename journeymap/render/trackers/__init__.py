"""The actions of journeys in the files that other tools import: a module a tool, each with a function `render`.

`render(plans, date_format)` takes the plans of all journeys of a run, and returns the files that tell them: one, or
more where the tool takes no more rows at once. Days are those of the Gregorian calendar, whatever that of the journey.
"""
