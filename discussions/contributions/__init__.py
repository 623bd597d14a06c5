"""What somebody contributed to conversations, as far as the reader may read along there."""
