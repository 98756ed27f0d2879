"""What several questions rest on: ids in words, changes of pairs, who has one partner only."""
