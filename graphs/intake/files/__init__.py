"""From bytes to sheets of text, in a process of its own with limits."""
