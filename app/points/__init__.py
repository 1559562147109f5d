"""The pages of points: splitting, merging, moving, and who has read what."""
