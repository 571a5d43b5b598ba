"""Samples and where they come from: data sets, drawings, pictures."""
