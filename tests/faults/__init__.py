"""Faults of the disk, kills, and two programs at once: ``python -m tests.faults``.

`saves` finds every kind of save that the program has. `points` is a layer between Python and the
disk, which tells each point at which a save touches it, and fails or kills the process there.
`disk` fails every point of every save in turn and fills a small disk, `kills` kills there, `pairs`
lets two processes save at once, `damage` opens the program's own files after they were damaged,
and `clock` lets the time jump. Each is one command with a seed and prints a table.
"""
