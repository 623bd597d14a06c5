"""Ripening: an accepted answer becomes the draft of an article, with the words of those who say yes to it."""
