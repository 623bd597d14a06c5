"""Contradicting: an accepted answer that says otherwise than an article, told to who keeps the article true."""
