"""Firefox and WebKit, driven by what Debian has of them: WebDriver BiDi and WebKitGTK's own driver.

Both have the same few methods, so that one test runs in each.
"""

import json
import os
import re
import shutil
import subprocess
import threading
import time
from contextlib import ExitStack

from places import PATIENCE


class Firefox:
    """`firefox-esr`, by WebDriver BiDi over its remote debugging port."""

    name = "Firefox"
    needs = ("firefox-esr",)

    def __init__(self, folder):
        from websockets.sync.client import connect

        (folder / "user.js").write_text('user_pref("browser.shell.checkDefaultBrowser", false);', encoding="utf-8")
        self.process = subprocess.Popen(
            ["firefox-esr", "--headless", "--no-remote", "--profile", str(folder), "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env={**os.environ, "HOME": str(folder)})
        heard = (re.search(r"BiDi listening on (ws://\S+)", line) for line in self.process.stderr)
        address = next(found[1] for found in heard if found)
        # What it goes on to say must not fill the pipe.
        threading.Thread(target=self.process.stderr.read, daemon=True).start()
        self.kept = ExitStack()
        self.kept.callback(self.process.terminate)
        self.socket = self.kept.enter_context(connect(f"{address}/session", max_size=None, open_timeout=PATIENCE))
        self.last, self.problems = 0, []
        self.send("session.new", capabilities={"alwaysMatch": {"acceptInsecureCerts": True}})
        self.send("session.subscribe", events=["log.entryAdded"])
        self.context = self.send("browsingContext.getTree")["contexts"][0]["context"]

    def send(self, method, **parameters):
        self.last += 1
        self.socket.send(json.dumps({"id": self.last, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv(timeout=PATIENCE))
            if answer.get("method") == "log.entryAdded" and answer["params"]["level"] in ("error", "warn"):
                self.problems.append(answer["params"]["text"])
            if answer.get("id") == self.last:
                assert answer["type"] == "success", answer
                return answer["result"]

    def open(self, address):
        # A page is left first: another fragment alone loads nothing.
        for place in ("about:blank", address):
            self.send("browsingContext.navigate", context=self.context, url=place, wait="complete")

    def evaluate(self, expression):
        answer = self.send("script.evaluate", expression=f"JSON.stringify({expression})", awaitPromise=True,
                           target={"context": self.context})  # fmt: skip
        assert answer["type"] == "success", answer
        text = answer["result"].get("value")
        return None if text is None else json.loads(text)

    def press(self, keys):
        keys = KEYS.get(keys, keys)
        actions = [{"type": kind, "value": key} for key in keys for kind in ("keyDown", "keyUp")]
        keyboard = {"type": "key", "id": "keys", "actions": actions}
        self.send("input.performActions", context=self.context, actions=[keyboard])

    def close(self):
        self.kept.close()
        self.process.wait()


class WebKit:
    """WebKitGTK's MiniBrowser, by its own driver, on a screen that nobody sees."""

    name = "WebKit"
    needs = ("WebKitWebDriver", "Xvfb")

    def __init__(self, folder):
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.options import Options
        from selenium.webdriver.webkitgtk.service import Service

        read, write = os.pipe()
        command = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24"]
        self.screen = subprocess.Popen(command, pass_fds=[write], stderr=subprocess.DEVNULL)
        os.close(write)
        with os.fdopen(read) as pipe:
            display = f":{pipe.readline().strip()}"
        # A root in a container may make no namespaces, which the browser's own sandbox needs.
        env = {**os.environ, "DISPLAY": display, "HOME": str(folder), "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",
               "GDK_BACKEND": "x11", "LIBGL_ALWAYS_SOFTWARE": "1"}  # fmt: skip
        options = Options()
        options.binary_location = browser_of_webkit()
        options.add_argument("--automation")
        self.problems = []
        self.driver = webdriver.WebKitGTK(options=options, service=Service(shutil.which("WebKitWebDriver"), env=env))
        self.driver.set_page_load_timeout(PATIENCE)

    def open(self, address):
        self.driver.get("about:blank")
        self.driver.get(address)

    def evaluate(self, expression):
        return self.driver.execute_script(f"return ({expression})")

    def press(self, keys):
        from selenium.webdriver import ActionChains

        ActionChains(self.driver).send_keys(KEYS.get(keys, keys)).perform()

    def close(self):
        self.driver.quit()
        self.screen.terminate()
        self.screen.wait()


KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "Home": "\ue011", "End": "\ue010"}
ENGINES = {engine.name: engine for engine in (Firefox, WebKit)}


def browser_of_webkit():
    """The MiniBrowser of the newest WebKitGTK."""
    from glob import glob

    return max(glob("/usr/lib/*/webkit2gtk-*/MiniBrowser") + glob("/usr/libexec/webkit*/MiniBrowser"), default="")


def missing(engine):
    """What this machine lacks of an engine, in words; empty where it has all."""
    return ", ".join(name for name in engine.needs if not shutil.which(name))


def eventually(found):
    """What a function finds, as soon as it finds anything."""
    deadline = time.monotonic() + PATIENCE
    while not (result := found()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return result
