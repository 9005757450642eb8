#!/bin/sh
# Makes .build-browser/venv at the top of the repository, with what the browser tests need.
# The browser itself is the system's Chromium: nothing is downloaded but Python packages, and these once.
set -eu
top=$(cd "$(dirname "$0")/../.." && pwd)
venv="$top/.build-browser/venv"
wanted="$top/Tests/Browser/requirements.txt"
if ! cmp -s "$wanted" "$venv/installed.txt"; then
  [ -x "$venv/bin/python" ] || python3 -m venv "$venv"
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check -r "$wanted"
  cp "$wanted" "$venv/installed.txt"
fi
chromium=${TRACEPAGE_CHROMIUM:-/usr/bin/chromium}
if [ ! -x "$chromium" ]; then
  echo "setup.sh: no Chromium at $chromium: install it (apt install chromium) or set TRACEPAGE_CHROMIUM" >&2
  exit 1
fi
echo "ready: TRACEPAGE_PAGES=FOLDER $venv/bin/python -m pytest Tests/Browser"
