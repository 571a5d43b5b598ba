"""What a network misclassifies, and what the errors have in common."""
