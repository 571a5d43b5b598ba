"""The guided lesson: its dock, its pages, and what their buttons do in the window."""
