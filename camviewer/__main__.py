"""``python -m camviewer`` is the same program as ``camviewer``."""

import sys

from camviewer.cli import main

if __name__ == "__main__":
    sys.exit(main())
