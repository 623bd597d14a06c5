"""Interchange: articles come in from folders of Markdown with a receipt, and a collection leaves as one."""
