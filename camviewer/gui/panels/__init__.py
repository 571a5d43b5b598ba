"""Panels: groups of controls that show and change the session."""
