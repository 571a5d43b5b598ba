"""Small parts that know nothing of the session."""
