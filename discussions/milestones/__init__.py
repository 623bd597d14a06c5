"""What a cohort reached together: found by counting, told once, and celebrated in a conversation."""
