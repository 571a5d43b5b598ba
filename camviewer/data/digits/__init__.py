"""What is known of handwritten digits: how they are written, and how MNIST prepared them."""
