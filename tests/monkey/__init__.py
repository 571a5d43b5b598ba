"""A random person in the real window: ``python -m tests.monkey --seed 1 --minutes 40``.

`hand` does things, one after the other, from a seed: actions, keys, clicks on whatever is in sight,
strokes, files dropped and chosen, languages, sizes, trainings. `watch` tells what went wrong after
each: an error, a message of Qt, a stall, a view that is not there or smaller than stated; and how
memory, descriptors, threads and widgets grow. What was done is written down as it is done, so that
the last lines lead to what failed.
"""
