"""Letters about signing in: Flask-Security writes them, the worker delivers them."""

from typing import Any

from flask_security.mail_util import MailUtil

from app.mail.posting import post_written


class QueuedMail(MailUtil):
    """Give it to Flask-Security as `mail_util_cls`."""

    def send_mail(
        self,
        template: str,  # noqa: ARG002 - the signature is Flask-Security's
        subject: str,
        recipient: str | tuple[str, str],
        sender: str | tuple[str, str],  # noqa: ARG002
        body: str | None,
        html: str | None,  # noqa: ARG002
        **kwargs: Any,  # noqa: ARG002
    ) -> None:
        """Post the plain-text letter in the request's own transaction."""
        address = recipient if isinstance(recipient, str) else recipient[1]
        post_written(address, str(subject), body or "")
