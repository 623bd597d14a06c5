"""Practice plans: what people will do at work with what they learned, who may see it, and how it went."""
