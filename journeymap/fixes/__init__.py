"""What `validate --fix` does: the rules say what is to be written, and here it is put into the text of a file."""
