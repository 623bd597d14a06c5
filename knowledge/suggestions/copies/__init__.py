"""The copy of an article a member is changing: kept on the server while they write, and sent by nobody but them."""
