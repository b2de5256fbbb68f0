"""What is done with acts: capturing them in twenty seconds, and saying who took part."""
