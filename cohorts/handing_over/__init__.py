"""Handing a cohort over: one facilitator offers it to another, with what is open in it, and the other says yes or no."""
