"""Following: how closely a person follows a topic or a whole space, and why."""
