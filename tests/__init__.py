"""The tests: one folder per package, real databases, real requests, a fixed cast."""
