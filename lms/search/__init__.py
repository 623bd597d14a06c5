"""Search: one table of documents whose index holds the audience as a token, in Dutch and English."""
