"""`make bench`: the pages people open most, measured through the real server beside a bare Flask page."""
