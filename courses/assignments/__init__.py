"""Assignments: lessons that ask for work. What is asked, by when and how it is judged; the work itself is a matter of cohorts."""
