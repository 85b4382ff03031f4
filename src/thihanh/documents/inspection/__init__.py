"""Files from outside: what is taken into a matter's file, and how a hostile one is found out."""
