"""Doubts: what asks for a new look at an article, and the queue in which it waits for one."""
