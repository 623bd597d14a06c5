"""Lists of topics: in a space, on home, and those that wait for somebody."""
