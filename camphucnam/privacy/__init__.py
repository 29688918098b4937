"""Personal data: how it is classed, encrypted, indexed and masked."""
