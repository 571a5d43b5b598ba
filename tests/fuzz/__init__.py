"""Damaged files for every reader of the program: ``python -m tests.fuzz --mutants 2000 --seed 1``.

`formats` says how a good file of each kind is made and read, `mutations` how it is damaged,
`child` reads mutants in a process of its own, within limits of time and memory, and `runner`
watches it. What was found once is kept in the folder ``findings``, small files that a test reads.
"""
