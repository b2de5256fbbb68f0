"""Line 1: working groups, who sits in them, their meetings, agreements and deliverables."""
