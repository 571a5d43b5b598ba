"""The facts of the bundled lesson: each number of a page that does not follow the stage.

A page names a fact, ``{{lecture.parameters}}``; a module of this package has the function that
computes it::

    @fact("lecture.parameters")
    def parameters() -> str:
        return count(sum(graph("lecture").parameters))

A function of many facts gives them by what stands behind a common beginning::

    @facts("lecture.history")
    def history() -> Mapping[str, str]:
        return {"epochs": "15", "loss.1": "1.20"}

What needs MNIST says so, ``@fact("…", mnist=True)``, and what takes more than a second
``slow=True``. What is quoted is ``cited("cam.error", "37.1%", source="Zhou et al. 2016, p. 5")``.

``python -m tests.lesson.facts`` computes what pages name and writes it to
``resources/lessons/facts.json``; what pages do not name is not in that file. With beginnings of
names, ``python -m tests.lesson.facts lecture.history``, only these are computed anew. A test
computes all of them again.
"""
