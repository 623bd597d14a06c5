"""Messages from one person to another, who get to see each other's words and never each other's address."""
