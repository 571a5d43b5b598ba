"""Start CAM Viewer from a checkout: ``python main.py``."""

import sys

from camviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
