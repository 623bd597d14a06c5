"""Passages: text of an article that its writers propose to the authors of a course, who take it over or say why not."""
