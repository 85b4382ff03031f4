"""Service of papers: duties, attempts by channel, the day of valid notice, and what to do when one fails."""
