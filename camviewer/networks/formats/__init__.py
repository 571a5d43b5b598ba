"""Files of networks, read within limits and without running anything."""
