"""Plain rules of the registers: states, loans, who counts for a target."""
