#!/usr/bin/env bash
# Builds the console into dist/ unless nothing has changed since the last time.
set -euo pipefail
mkdir -p dist
