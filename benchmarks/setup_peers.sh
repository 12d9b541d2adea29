#!/bin/sh
# Sets up the peers that run.py measures beside journeymap, in benchmarks/.work/ (which git leaves alone):
# mermaid-cli, driving Debian's chromium, and WireViz, driving Debian's graphviz. Needs node and npm.
set -eu
cd "$(dirname "$0")"
mkdir -p .work
cd .work

for needed in /usr/bin/chromium /usr/bin/dot; do
  [ -x "$needed" ] || { echo "$needed is missing: apt-get install chromium graphviz" >&2; exit 1; }
done

[ -f package.json ] || echo '{"private": true}' >package.json
PUPPETEER_SKIP_DOWNLOAD=1 npm install --no-fund --no-audit --save-exact @mermaid-js/mermaid-cli
echo '{"executablePath": "/usr/bin/chromium", "args": ["--no-sandbox"]}' >puppeteer.json

[ -x wireviz/bin/python ] || python3 -m venv wireviz
wireviz/bin/pip install -q --upgrade wireviz
