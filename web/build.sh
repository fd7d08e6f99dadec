#!/usr/bin/env bash
# Builds the console into dist/ unless nothing has changed since the last time. With "test": also
# runs the unit tests, once per state of the sources.
set -euo pipefail
cd "$(dirname "$0")"

sum() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1; }
quietly() {
  local out
  out=$(mktemp)
  if ! "$@" >"$out" 2>&1; then cat "$out" >&2; rm -f "$out"; exit 1; fi
  rm -f "$out"
}

mkdir -p dist
if ! command -v npm >/dev/null; then
  echo "The console needs Node.js 20.19 or newer with npm to be built (https://nodejs.org)." >&2
  exit 1
fi

packages=$(sum package.json package-lock.json)
if [ "$(cat node_modules/.stamp 2>/dev/null || true)" != "$packages" ]; then
  quietly npm ci --no-audit --no-fund --no-progress --loglevel=error
  echo "$packages" >node_modules/.stamp
fi

sources=$(find src -path src/assets -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -d' ' -f1)-$(sum public scripts test index.html package-lock.json tsconfig.json vite.config.ts)
if [ ! -f dist/index.html ] || [ "$(cat node_modules/.built 2>/dev/null || true)" != "$sources" ]; then
  rm -f node_modules/.built
  quietly npm run --silent build
  echo "$sources" >node_modules/.built
fi

if [ "${1:-}" = test ] && [ "$(cat node_modules/.tested 2>/dev/null || true)" != "$sources" ]; then
  quietly npm test --silent
  echo "$sources" >node_modules/.tested
fi
