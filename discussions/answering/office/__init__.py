"""The office hours of the academy, which ladders can count in."""
