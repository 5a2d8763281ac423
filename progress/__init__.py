"""What progress means: everything between the loaders and the pages."""
