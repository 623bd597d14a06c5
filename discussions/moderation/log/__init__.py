"""The moderation log of each space: who did what to a conversation, when and why, for everybody who reads there."""
