"""Threads: what must not make the window wait."""
