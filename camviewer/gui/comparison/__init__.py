"""Two networks side by side: what each of them makes of the same sample, on one scale."""
