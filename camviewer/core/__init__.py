"""The mathematics: no window, no network, only NumPy and OpenCV."""
