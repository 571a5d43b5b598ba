"""The figures. Adding one is adding one file to this folder.

A module here offers ``measure(options) -> list[Record]``, and ``add_arguments(parser)`` if it has
options of its own. It raises `records.MissingError` if what it needs is not there. Each is measured
in a fresh process; whatever it imports besides the standard library it imports inside
functions, so that finding the figures costs nothing.
"""
