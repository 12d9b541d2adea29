"""The whole way: reading and checking journeys, drawing them, and doing so with many. It prints and writes nothing."""
