"""Other bodies: what they must answer and by when, requests, replies by one-time link, delay shared out."""
