"""Moderation: flags, the reviews they lead to, what authors can say against them, and the log everybody can read."""
