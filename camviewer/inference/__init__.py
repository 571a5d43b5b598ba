"""Forward passes: what a network makes of one sample, or of a whole split.

Imports Keras and TensorFlow in the engine and what it is made of; predictions are NumPy alone.
"""
