"""What members add under an article from their own work, and what of it becomes part of the text."""
