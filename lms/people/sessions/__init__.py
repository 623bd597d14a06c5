"""Sessions: the browsers a person is signed in with, listed and ended by that person."""
