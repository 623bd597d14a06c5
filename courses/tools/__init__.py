"""External tools: lessons that send their reader to a page elsewhere, and say so."""
