"""What kills, spoils and compares homes."""
