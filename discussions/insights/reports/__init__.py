"""The report on one page: what members got, what the organisation got, and what is next, on the web and as a PDF."""
