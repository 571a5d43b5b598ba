"""``python -m camviewer`` is the same program as ``camviewer``."""

from camviewer.cli import start

if __name__ == "__main__":
    start()
