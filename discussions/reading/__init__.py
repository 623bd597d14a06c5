"""Reading: how far each person is in each topic, and how closely they follow it."""
