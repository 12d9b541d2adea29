"""What customers answered, counted and put beside a journey."""
