"""The known-truth lab: whether methods point where the answer is known to lie."""
