"""How a network learns: recipes, the run, its checkpoints and its history.

Imports Keras and TensorFlow where weights are trained, and file locks for the run's folder.
"""
