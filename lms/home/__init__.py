"""The first page: for members what waits for them, for guests the face of the academy."""
