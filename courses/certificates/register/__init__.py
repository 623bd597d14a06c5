"""The register: what a course gives, to whom it was given, and what was revoked."""
