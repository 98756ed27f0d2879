"""What the screens share: ledger access, address, controls, canvas, cards, words."""
