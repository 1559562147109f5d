"""The pages of coding, all of them: what the application registers."""

from app.coding import frame_routes, point_routes, sample_routes, suggestion_routes, theme_routes
from app.coding.blueprint import bp

__all__ = ["bp", "frame_routes", "point_routes", "sample_routes", "suggestion_routes", "theme_routes"]
