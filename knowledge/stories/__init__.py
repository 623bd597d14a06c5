"""Stories: what members write in their own name, for the academy or for one of their cohorts."""
