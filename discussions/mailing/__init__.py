"""Mailing: which mails about conversations still stand when they leave, and what comes back as a reply to one."""
