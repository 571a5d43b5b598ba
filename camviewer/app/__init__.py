"""The program with its window: built, joined and ended in order."""
