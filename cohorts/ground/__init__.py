"""Common ground: what people of a cohort told about themselves at the beginning and chose to share."""
