"""The workspace of the mistakes: what a network misreads, why, and what a person says about it."""
