"""Public pages: how what everybody may read is seen from outside, by search engines, feed readers and who shares a link."""
