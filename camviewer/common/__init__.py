"""What every room may use: errors, paths, files, translation, cancelling, finding by folder."""
