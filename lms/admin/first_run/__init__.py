"""The first run: four steps from nothing to an academy, each of which can be skipped."""
