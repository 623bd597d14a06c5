"""The charter of a space: what it is for, who is its host, and when somebody looks at that again."""
