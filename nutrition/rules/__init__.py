"""Pure rules of nutrition: scores, classes, what is due, counting."""
