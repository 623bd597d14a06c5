"""The unanswered queue: what waits where somebody leads, the longest first, and how quickly people were helped."""
