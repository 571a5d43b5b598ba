"""Guided lessons: pages as data, read from Markdown."""
