"""Line 5: what the media said, where, and what others say that it was worth."""
