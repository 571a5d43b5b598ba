"""What a person takes along: figures, animations, sheets, numbers."""
