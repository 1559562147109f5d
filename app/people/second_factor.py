"""The second factor: six digits from an authenticator app (by pyotp), or a recovery code.

The database holds only a seed; the secret is derived from it with the service's key, so a copy of the database alone
gives no codes.
"""

import base64
import hashlib
import hmac
import io
import secrets

import pyotp
import qrcode
import qrcode.image.svg
from flask import current_app

from app import clock
from app.models import Person

RECOVERY_CODES = 10
APP = "authenticator"


def new_seed() -> str:
    return secrets.token_hex(16)


def app_of(seed: str) -> pyotp.TOTP:
    """The authenticator app that shares a secret with us: six digits, every half minute."""
    secret = hmac.new(_key(), f"second factor {seed}".encode(), hashlib.sha256).digest()[:20]
    return pyotp.TOTP(base64.b32encode(secret).decode(), issuer=str(current_app.config["SERVICE_NAME"]))


def secret_in_words(seed: str) -> str:
    """The secret to type into an app without a camera, in groups of four."""
    text = app_of(seed).secret
    return " ".join(text[i : i + 4] for i in range(0, len(text), 4))


def picture(seed: str, email: str) -> str:
    """The secret as a square code to scan: an address for an <img>."""
    drawn = io.BytesIO()
    address = app_of(seed).provisioning_uri(name=email)
    qrcode.make(address, image_factory=qrcode.image.svg.SvgPathFillImage, border=4).save(drawn)
    return "data:image/svg+xml;base64," + base64.b64encode(drawn.getvalue()).decode()


def counter_of(seed: str, code: str, *, after: int = 0) -> int | None:
    """The half minute `code` belongs to: this one or a neighbour, later than `after`; None for a wrong or used code.

    pyotp's own `verify` says only yes or no, and whoever keeps no count takes the same code twice (RFC 6238, 5.2).
    """
    app, typed = app_of(seed), "".join(code.split())
    now = app.timecode(clock.real_now())
    by_counter = pyotp.HOTP(app.secret)
    return next((at for at in (now, now - 1, now + 1) if at > after and by_counter.verify(typed, at)), None)


def accepts(person: Person, code: str) -> bool:
    """Whether this is the person's code. Neither a code of the app nor a recovery code is good twice."""
    counter = counter_of(person.tf_totp_secret or "", code, after=person.tf_last_counter)
    if person.tf_totp_secret and counter is not None:
        person.tf_last_counter = counter
        return True
    kept = hash_of(code)
    if kept in person.recovery_codes:
        person.recovery_codes = [one for one in person.recovery_codes if one != kept]
        return True
    return False


def set_up(person: Person, seed: str, counter: int) -> list[str]:
    """Sign this person in with this seed from now on. Returns their recovery codes: they are shown only once."""
    person.tf_primary_method, person.tf_totp_secret, person.tf_last_counter = APP, seed, counter
    codes = ["-".join(secrets.token_hex(2) for _ in range(4)) for _ in range(RECOVERY_CODES)]
    person.recovery_codes = [hash_of(code) for code in codes]
    return codes


def remove(person: Person) -> None:
    """Forget the second factor, for a lost phone."""
    person.tf_primary_method = person.tf_totp_secret = None
    person.recovery_codes = []


def hash_of(code: str) -> str:
    """A recovery code as it is kept: with a key, and however it was spaced."""
    plain = "".join(ch for ch in code.lower() if ch.isalnum())
    return hmac.new(_key(), f"recovery {plain}".encode(), hashlib.sha256).hexdigest()


def _key() -> bytes:
    return str(current_app.config["SECRET_KEY"]).encode()
