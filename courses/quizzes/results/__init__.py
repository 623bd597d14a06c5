"""What staff see of a quiz: results, answers to grade, grades after a question was mended, and how questions work."""
