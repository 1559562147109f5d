"""The report on what was said in a round: gathered from figures and answers, written over by staff, and released."""
