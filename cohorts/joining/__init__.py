"""The ways into a cohort: from the academy, by mail, by list, and by link."""
