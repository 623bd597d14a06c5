"""Collections and articles that everybody may read, as they are seen from outside."""
