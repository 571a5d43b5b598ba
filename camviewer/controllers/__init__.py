"""What a person asks for is done here: documents and threads are joined."""
