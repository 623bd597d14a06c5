"""Coffee with somebody you do not know yet: who wants it is matched on the first of each month."""
