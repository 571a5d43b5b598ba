"""The manual: its pages, its glossary, the names it takes from the window, its search.

Imports a reader of Markdown beside the standard library. The pages lie in
``resources/manual``; the website is made of them, too.
"""
