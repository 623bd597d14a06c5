"""Cohorts that go on in another: their conversations stand in its space, for the readers they were said to."""
