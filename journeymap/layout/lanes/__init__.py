"""The rows of the map below the stages: each lane measures itself and draws itself."""
