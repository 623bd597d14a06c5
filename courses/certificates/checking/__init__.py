"""Checking: what anybody sees who was told the code of a certificate, and what verifiers of badges fetch."""
