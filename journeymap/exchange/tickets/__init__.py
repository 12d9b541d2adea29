"""How far tickets are, from what trackers export, brought into the actions of journeys that name them."""
