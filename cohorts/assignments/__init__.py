"""What people hand in for assignments: submissions, feedback by the rubric, and the staff's queue."""
