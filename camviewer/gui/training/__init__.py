"""Training: the form, the curves, the timeline."""
