"""From the answers of customers to the metrics of a journey, and these beside it."""
