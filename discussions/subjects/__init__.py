"""What the topics of a space are about: its tags, and the ways into topics by tag and by lesson."""
