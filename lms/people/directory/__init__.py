"""The directory of everybody: found by name, by what people tell, and by what they did here."""
