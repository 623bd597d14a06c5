"""Proposals to meet: others second them, and they lapse when their days come before anybody planned them."""
