"""Start CAM Viewer from a checkout: ``python main.py``."""

from camviewer.cli import start

if __name__ == "__main__":
    start()
