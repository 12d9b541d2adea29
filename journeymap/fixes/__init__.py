"""`validate --fix`: applies the fixes of the rules to the text of a file."""
