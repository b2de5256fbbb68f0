"""Who fits whom, and which codes fit a text: what is computed to be suggested, never decided."""
