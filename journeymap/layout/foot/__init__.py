"""The foot of the map: the actions, their impact against their effort, the SWOT, its priorities, and the segments."""
