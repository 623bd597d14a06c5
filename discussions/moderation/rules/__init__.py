"""The academy's rules for what is written: words it does not want, and what somebody new may do in an hour."""
