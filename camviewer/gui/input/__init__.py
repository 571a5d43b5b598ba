"""What is explained and by which model: the canvas, the samples, the models."""
