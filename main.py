"""Start CAM Viewer from a checkout: ``python main.py``."""

import sys

try:
    from camviewer.cli import main
except ModuleNotFoundError as missing:
    sys.exit(f"CAM Viewer needs {missing.name!r}; set it up with: python -m pip install -e .")

if __name__ == "__main__":
    sys.exit(main())
