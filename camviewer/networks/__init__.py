"""Networks as data: architectures, model files and cards, the library."""
