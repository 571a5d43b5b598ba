"""What a person takes along: figures, animations, sheets, numbers.

Imports Matplotlib, OpenCV and Pillow; needs no screen.
"""
