"""An OpenID Connect provider in a thread: enough of one for somebody to sign in with."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit


class Provider:
    """`person` is what it says of whoever signs in with it; `asked` what it was asked."""

    def __init__(self) -> None:
        self.person = {"sub": "7", "email": "office@ejemplo.test", "email_verified": True}
        self.asked: list[tuple[str, dict]] = []
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def _answer(self, path: str) -> dict:
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "userinfo_endpoint": f"{self.url}/person",
                "jwks_uri": f"{self.url}/keys",
            }
        if path == "/token":
            return {"access_token": "t", "token_type": "Bearer"}
        return self.person

    def _handler(provider) -> type:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                length = int(self.headers.get("Content-Length") or 0)
                provider.asked.append(
                    (urlsplit(self.path).path, parse_qs(self.rfile.read(length).decode()))
                )
                body = json.dumps(provider._answer(urlsplit(self.path).path)).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_POST = do_GET

            def log_message(self, *args):
                pass

        return Handler
