"""Administration: the academy itself, its accounts, and the log of what was done."""
