"""What a form counts, each measure defined once as a value that any engine can compute."""
