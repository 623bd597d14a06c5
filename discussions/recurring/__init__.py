"""Recurring questions: for who writes articles, where several people asked about the same."""
