"""Opens a page in a browser that has a resolver of its own, and prints which names were looked up until then.

    unshare --mount python lookups.py ENGINE SCHEME FOLDER

FOLDER holds `page.html`, opened by SCHEME (file, http, https) in every view and with the pointer over its links, and
controls, opened after it: `control-SCHEME.html` and `control-http.html`. One JSON object: the names by file, in the
order they were asked for. A private file system makes the resolver on 127.0.0.1 the only one that the browser knows; the exit
code is 77 where that cannot be had.
"""

import functools
import http.server
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

from engines import ENGINES
from places import CHROMIUM, PATIENCE

ENDING = ".lookup.test"
VIEWS = "123456"
# Seconds. A lookup that a page causes comes at once, but in the browser's own time.
REST = 2


class Resolver:
    """Writes down what it is asked and knows no name."""

    def __init__(self):
        self.names = []
        self.server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self.server.bind(("127.0.0.1", 53))
        threading.Thread(target=self.answer, daemon=True).start()

    def answer(self):
        while True:
            query, sender = self.server.recvfrom(512)
            at, labels = 12, []
            while query[at]:
                labels.append(query[at + 1:at + 1 + query[at]].decode("ascii", "replace"))
                at += query[at] + 1
            self.names.append(".".join(labels).lower())
            self.server.sendto(query[:2] + b"\x81\x83" + query[4:6] + bytes(6) + query[12:], sender)


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words):
        pass


def address(scheme, folder):
    """Where a folder is served."""
    if scheme == "file":
        return folder.as_uri()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=folder))
    if scheme == "https":
        key, certificate = folder / "key.pem", folder / "certificate.pem"
        subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-keyout", key,
             "-out", certificate], check=True, capture_output=True)  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"{scheme}://127.0.0.1:{server.server_port}"


class Chromium:
    """As a user starts it, but for its window: what drives it adds no switch that keeps it from looking names up."""

    def __init__(self, folder):
        from playwright.sync_api import sync_playwright

        self.kept = ExitStack()
        self.process = subprocess.Popen(
            [CHROMIUM, "--headless=new", "--no-sandbox", "--no-proxy-server", "--ignore-certificate-errors",
             "--no-first-run", f"--user-data-dir={folder}", "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)  # fmt: skip
        self.kept.callback(self.process.terminate)
        line = next(line for line in self.process.stderr if "DevTools listening on" in line)
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        playwright = self.kept.enter_context(sync_playwright())
        browser = playwright.chromium.connect_over_cdp(line.split(" on ")[1].strip())
        self.page = browser.contexts[0].pages[0]

    def open(self, address):
        self.page.goto(address, timeout=1000 * PATIENCE)

    def evaluate(self, expression):
        return self.page.evaluate(expression)

    def press(self, keys):
        self.page.keyboard.press(keys)

    def point_at_links(self):
        """Moves the pointer over what of the links is in sight, as one who reads does."""
        boxes = self.evaluate("""[...document.querySelectorAll('a[href^=http]')].map((link) => link.getClientRects()[0])
            .filter((box) => box && box.top > 0 && box.bottom < innerHeight).slice(0, 20)
            .map((box) => [box.left + 3, box.top + 3])""")
        for x, y in boxes:
            self.page.mouse.move(x, y)
            self.page.wait_for_timeout(250)

    def close(self):
        self.kept.close()
        self.process.wait()


def main():
    name, scheme, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\n")
    if subprocess.run(["mount", "--bind", folder / "resolv.conf", "/etc/resolv.conf"], capture_output=True).returncode:
        sys.exit(77)
    try:
        resolver = Resolver()
    except OSError:
        sys.exit(77)
    profile = folder / f"profile-{name}-{scheme}"
    profile.mkdir()
    served = {it: address(it, folder) for it in dict.fromkeys((scheme, "http"))}
    engine = Chromium(profile) if name == "Chromium" else ENGINES[name](profile)
    found = {}

    def visit(scheme, file, work=lambda: None):
        before = len(resolver.names)
        engine.open(f"{served[scheme]}/{file}")
        work()
        time.sleep(REST)
        found[file] = [it for it in resolver.names[before:] if it.endswith(ENDING)]

    def read():
        for key in VIEWS:
            engine.press(key)
            if name == "Chromium":
                engine.point_at_links()

    visit(scheme, "page.html", read)
    for it in served:
        visit(it, f"control-{it}.html")
    engine.close()
    print(json.dumps(found))


main()
