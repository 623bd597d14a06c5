"""Where people stumble: for staff, how much was asked at each passage of a lesson and in each lesson of a course."""
