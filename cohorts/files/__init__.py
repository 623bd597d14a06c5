"""Files a cohort shares: everything attached in it, and what members put there themselves."""
