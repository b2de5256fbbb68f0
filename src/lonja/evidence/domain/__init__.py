"""What is done with proof: attaching it and taking it away."""
