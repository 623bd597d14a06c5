"""Virtual coffee: asking somebody for half an hour, finding a time both can, and being matched with somebody each month."""
