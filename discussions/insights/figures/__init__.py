"""The figures, each in a module of its own: copy one, change its words and its function, and name it in registry.py."""
