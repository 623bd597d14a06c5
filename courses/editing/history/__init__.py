"""The history of a lesson: what was published when, by whom and why."""
