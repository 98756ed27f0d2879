"""Read files to sheets of text, in a child process with limits."""
