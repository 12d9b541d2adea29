"""Tables of journeys: read, the place of stages and lanes found or told, and put into a draft."""
