"""Guided lessons: pages as data, read from Markdown.

Imports a reader of Markdown beside the standard library.
"""
