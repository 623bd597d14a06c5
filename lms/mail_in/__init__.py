"""Mail that comes in: replies to mails of ours, read, cut to what their sender wrote, and handed to what they answer."""
