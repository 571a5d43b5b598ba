"""Forward passes: what a network makes of one sample, or of a whole split."""
