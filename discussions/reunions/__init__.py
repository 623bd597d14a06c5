"""Reunions: words a facilitator writes once, sent months after the training if the cohort has fallen silent."""
