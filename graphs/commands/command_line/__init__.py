"""What commands share: declaration, parser, desk, exit codes, progress."""
