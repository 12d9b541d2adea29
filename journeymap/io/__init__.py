"""Where journeymap meets the machine: files to read and to write, child processes, and the files that come with it."""
