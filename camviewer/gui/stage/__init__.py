"""The explanation: four linked views, the class strip, how they are shown."""
