"""Reports of one structure: prose, tables and charts made from editions, typeset as PDF and as Word."""
