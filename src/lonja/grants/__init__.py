"""Line 9: calls for grants, proposals with their partners and budgets, and what became of them."""
