"""The lanes: the rows of the map below the stages. Each lane measures and draws itself."""
