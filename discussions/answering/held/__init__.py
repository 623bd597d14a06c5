"""Held answers: what somebody who leads would say, kept back while the question is with its peers."""
