"""Threads: what must not make the window wait.

Imports Qt, so that only what has a window may use its jobs and workers; `priority` imports none.
"""
