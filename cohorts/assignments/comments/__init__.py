"""What its writer and those who grade say to each other under a submission."""
