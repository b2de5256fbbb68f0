"""How good suggestions are, measured against what happened. Behind `lonja evaluate`."""
