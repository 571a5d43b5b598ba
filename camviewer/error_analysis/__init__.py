"""What a network misclassifies, and what the errors have in common.

Imports NumPy and SciPy, and file locks for annotations.
"""
