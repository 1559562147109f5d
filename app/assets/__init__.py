"""Addresses of the style sheets, scripts and pictures, each with its fingerprint, so that browsers may keep them."""

from hashlib import sha256
from pathlib import Path

from flask import Flask


def init_app(app: Flask) -> None:
    """Give templates `asset("site.css")`: the address of a file in the static folder."""
    folder = Path(app.static_folder or "static")
    addresses: dict[str, str] = {}

    def asset(name: str) -> str:
        if name not in addresses:
            addresses[name] = address_of(folder, f"{app.static_url_path}/", name)
        return addresses[name]

    app.jinja_env.globals["asset"] = asset


def address_of(folder: Path, prefix: str, name: str) -> str:
    """The address of one file. A file that is not built yet has no fingerprint: the page still shows, unstyled."""
    path = folder / name
    if not path.is_file():
        return prefix + name
    return f"{prefix}{name}?v={sha256(path.read_bytes()).hexdigest()[:10]}"
