"""How a network learns: recipes, the run, its checkpoints and its history."""
