"""The guided lesson: its panel, its pages, and what their buttons do in the window."""
