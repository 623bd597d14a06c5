"""Quiz lessons: their questions, the attempts people make, and what staff see and grade of them."""
