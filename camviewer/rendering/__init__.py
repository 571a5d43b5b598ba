"""From numbers to pictures: colours, scales, pages and formulas, without a window.

Imports NumPy and OpenCV, and Matplotlib for pages and formulas.
"""
