"""Line 2: agreements with institutions, their lines of collaboration, and who was met where."""
