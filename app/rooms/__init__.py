"""Response rooms: a team that writes one response together, without overwriting each other."""
