"""The live preview: the pages of journeys in a browser on the same machine, which show each save.

One thread checks and draws, one thing at a time, in the process that was started: see `work`. Another one answers the
browser (`server`), and a third waits for files to change (`watching`). What the browser shows are the very pages that
`build` makes, each in a frame; around them stands what is wrong, and what was changed takes the place of what was.
"""
