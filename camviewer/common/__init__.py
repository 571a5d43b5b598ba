"""What every room may use: errors, paths, files, translation, cancelling, registries.

Imports NumPy for the types of arrays, and what names the platform's folders.
"""
