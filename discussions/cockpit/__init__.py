"""A facilitator's today: who waits, who is stuck, who has fallen quiet, and what is coming."""
