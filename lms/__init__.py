"""The platform: everything a feature stands on. Imports no sibling package."""
