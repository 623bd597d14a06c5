"""Collections: making them, their order, who reads them and how open they are."""
