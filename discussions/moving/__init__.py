"""Moving: conversations that go to another space, in two, or together, with everything that belongs to them."""
