"""From events to counts: sessions, the visits in them, and what customers did from one touchpoint to the next.

It begins with a table of events, each with its case, its time, and the number of its touchpoint, in an engine
(`journeymap.measure.engines`); the queries are the same for all engines. Words:

- *case*: a customer. *Session*: the events of a case without a longer pause than the source's `session_gap`. *Visit*: a
  touchpoint's events in a session that follow one another.
- Events of a case are in the order of time, then of files by their paths, then of rows.
- A session's period is that of its first event, and its segment in a dimension the first one that its events tell.
- A session ends as `completed` if it came to a touchpoint that the journey `converts` at, or, where the journey says
  none, if it ended at the last touchpoint of the journey; else as an `exit`.
"""
