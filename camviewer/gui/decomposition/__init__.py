"""The map taken apart: channels, score breakdown, layer by layer."""
