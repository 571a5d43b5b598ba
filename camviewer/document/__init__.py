"""What is shown and chosen, as one object that views follow."""
