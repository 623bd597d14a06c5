"""Forgiving: a search that finds nothing as it was typed is tried with the parts of its compounds, and without its typos."""
