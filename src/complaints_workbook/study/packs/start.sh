#!/bin/sh
# Opens the workbook. What it needs is set up in this folder, once.
cd "$(dirname "$0")" || exit 1
for python in python3 python3.13 python3.12 python3.11; do
  if command -v "$python" >/dev/null 2>&1 && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    exec "$python" parts/start.py "$@"
  fi
done
echo "The workbook needs Python 3.11 or later. READ-ME-FIRST.txt says where to get it."
exit 1
