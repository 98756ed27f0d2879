"""Parts of the network and overview screens: canvas, cards, lists."""
