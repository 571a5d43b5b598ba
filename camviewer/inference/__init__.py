"""Forward passes: what a network makes of one sample, or of a whole split.

Imports ONNX Runtime in the session alone; predictions are NumPy.
"""
