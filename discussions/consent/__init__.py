"""Consent: people decide about each use of each of their posts outside the cohort it was written in; silence is no."""
