"""The YAML language server, spoken to over standard input and output (Language Server Protocol 3.17)."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

SETTINGS = {"validate": True, "hover": True, "completion": True, "schemaStore": {"enable": False}}
CAPABILITIES = {
    "textDocument": {
        "hover": {"contentFormat": ["markdown"]},
        "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
    },
    "workspace": {"configuration": True},
}


class Server:
    """A running server with the files of one folder open in it."""

    def __init__(self, command: str, root: Path) -> None:
        self._root = root
        self._asked = 0
        self._version = 0
        self._process = subprocess.Popen([command, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": CAPABILITIES})
        self._send({"method": "initialized", "params": {}})

    def close(self) -> None:
        """End it."""
        self._process.kill()
        self._process.communicate()

    def diagnostics(self, path: str, text: str) -> list[dict[str, Any]]:
        """What it says of a file with this text."""
        self._version += 1
        document = {"uri": self._uri(path), "languageId": "yaml", "version": self._version, "text": text}
        self._send({"method": "textDocument/didOpen", "params": {"textDocument": document}})
        while True:
            message = self._read()
            self._answer(message)
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == self._uri(path):
                return list(message["params"]["diagnostics"])

    def hover(self, path: str, line: int, column: int) -> dict[str, str]:
        """What is shown over a place, both from 0: `kind` and `value`."""
        return dict(self._ask("textDocument/hover", self._place(path, line, column))["contents"])

    def completions(self, path: str, line: int, column: int) -> dict[str, dict[str, Any]]:
        """What is offered at a place, by its label."""
        found = self._ask("textDocument/completion", self._place(path, line, column))
        return {item["label"]: item for item in (found["items"] if isinstance(found, dict) else found)}

    def _place(self, path: str, line: int, column: int) -> dict[str, Any]:
        return {"textDocument": {"uri": self._uri(path)}, "position": {"line": line, "character": column}}

    def _uri(self, path: str) -> str:
        return (self._root / path).as_uri()

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        self._send({"id": self._asked, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self._asked and "method" not in message:
                return message["result"]
            self._answer(message)

    def _answer(self, message: dict[str, Any]) -> None:
        """What a server asks of an editor meanwhile."""
        if "id" in message and "method" in message:
            wanted = message["method"] == "workspace/configuration"
            result = [SETTINGS if item.get("section") == "yaml" else None for item in message["params"]["items"]] if wanted else None
            self._send({"id": message["id"], "result": result})

    def _send(self, message: dict[str, Any]) -> None:
        assert self._process.stdin
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        assert self._process.stdout
        length = 0
        while header := self._process.stdout.readline().strip():
            name, _, value = header.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server ended"
        return dict(json.loads(self._process.stdout.read(length)))
