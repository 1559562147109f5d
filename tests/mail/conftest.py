"""A mail server of our own, that keeps what it gets and can be told to refuse."""

import socketserver
import threading
from email import message_from_bytes, policy

import pytest


class Conversation(socketserver.StreamRequestHandler):
    """Just enough SMTP (RFC 5321) for one letter."""

    def handle(self):
        self.say(220, "ready")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"RCPT" and self.server.refuses:
                self.say(self.server.refuses, "no")
            elif verb == b"DATA":
                self.say(354, "go on")
                self.server.letters.append(message_from_bytes(self.read_letter(), policy=policy.default))
                self.say(250, "kept")
            else:
                self.say(221 if verb == b"QUIT" else 250, "ok")

    def read_letter(self):
        lines = iter(self.rfile.readline, b".\r\n")
        return b"".join(line[1:] if line.startswith(b"..") else line for line in lines)

    def say(self, code, text):
        self.wfile.write(f"{code} {text}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.letters, self.refuses = [], 0


@pytest.fixture
def mail_server():
    with MailServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield server
        server.shutdown()
        thread.join()
