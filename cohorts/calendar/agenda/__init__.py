"""What people want to speak of at a meeting: points they propose, vote for, and that its host puts in order."""
