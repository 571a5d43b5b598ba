"""From a photo to samples: paper and light taken away, ruled lines, ink, digits one by one."""
