"""Parts of the network screen that make its picture a conversation."""
