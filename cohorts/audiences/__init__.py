"""The audiences a cohort has had: words keep the one they were said to, whoever comes along later by a move or a merger."""
