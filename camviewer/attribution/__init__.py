"""Why a network predicts what it does: maps, contributions, contrasts.

Imports NumPy alone.
"""
