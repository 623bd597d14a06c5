"""Live: who reads a topic hears that somebody replied."""
