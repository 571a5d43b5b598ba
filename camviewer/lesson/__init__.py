"""Guided lessons: pages as data, read from Markdown.

Imports the standard library alone.
"""
