#!/bin/sh
# Every file of the bundle is as it was when it was made.
set -eu
cd "${1:-$(dirname "$0")}"
sha256sum --quiet --check SHA256SUMS
