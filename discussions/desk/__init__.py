"""The help desk's form: a question, what answers it, and what that spared the academy, counted strictly."""
