"""How one revision is written: begun with its number and moment, tried until it is there once."""
