"""The pages of coding: the code frame, themes of points, the second coder's samples, suggestions."""
