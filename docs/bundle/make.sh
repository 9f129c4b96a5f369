#!/bin/sh
# make bundle: a folder with every wheel an offline machine needs, for Linux on x86-64 and ARM and for Windows.
#   docs/bundle/make.sh OUT PYTHON UV
set -eu
out=$1 python=$2 uv=$3
here=$(cd "$(dirname "$0")" && pwd)
rm -rf "$out"
mkdir -p "$out/wheels"
"$python" -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir "$out/wheels" "$here/../.."
gather() { # name of the folder, platform for uv, platform tags for pip
  echo "wheels for $1 …" >&2
  "$uv" pip compile "$here/../../pyproject.toml" --quiet --python-version 3.11 --python-platform "$2" \
    --constraint "$here/../../requirements.lock" --generate-hashes --no-emit-index-url --no-annotate -o "$out/$1.txt"
  mkdir -p "$out/wheels/$1"
  tags=""
  for tag in $3; do tags="$tags --platform $tag"; done
  # shellcheck disable=SC2086
  "$python" -m pip download --quiet --no-deps --require-hashes --only-binary=:all: --python-version 3.11 --implementation cp \
    --abi cp311 --abi abi3 --abi none $tags --dest "$out/wheels/$1" -r "$out/$1.txt"
}
gather linux-x86_64 x86_64-manylinux_2_28 "manylinux_2_28_x86_64 manylinux_2_27_x86_64 manylinux_2_24_x86_64 manylinux_2_17_x86_64 manylinux2014_x86_64 manylinux_2_12_x86_64 manylinux2010_x86_64 manylinux_2_5_x86_64 manylinux1_x86_64 linux_x86_64"
gather linux-aarch64 aarch64-manylinux_2_28 "manylinux_2_28_aarch64 manylinux_2_27_aarch64 manylinux_2_24_aarch64 manylinux_2_17_aarch64 manylinux2014_aarch64 linux_aarch64"
gather windows-amd64 windows "win_amd64"
cp "$here"/install.sh "$here"/check.sh "$here"/install.bat "$here"/fengqiao* "$here"/Containerfile "$out/"
cp "$here/../../README.md" "$here/../../LICENSE" "$out/" 2>/dev/null || cp "$here/../../README.md" "$out/"
(cd "$out" && find . -type f ! -name SHA256SUMS | LC_ALL=C sort | xargs -d '\n' sha256sum >SHA256SUMS)
du -sh "$out" >&2
