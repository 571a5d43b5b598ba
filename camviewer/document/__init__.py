"""What is shown and chosen, as one object that views follow.

Imports QtCore for its signals, no widgets.
"""
