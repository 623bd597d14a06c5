"""Accounts: making and closing them, their roles, their settings and their mail address."""
