"""Files to read and write, child processes, and the files that are installed with journeymap."""
