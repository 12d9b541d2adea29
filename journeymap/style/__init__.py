"""How things look and read: themes, fonts, text measuring, line breaking, and the map's own words."""
