"""The window: its parts, who has room in it, its actions and dialogs."""
