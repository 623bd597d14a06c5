"""Conversations about an event of a cohort: what its people say of it, and the recap for who was not there."""
