"""Changes to an article that members suggest, and what its writers do with them."""
