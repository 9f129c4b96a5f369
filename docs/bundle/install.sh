#!/bin/sh
# 枫桥：在没有网络的电脑上安装，只需这一条命令。 Installs Fengqiao on a machine without a network: this one command.
#   sh install.sh [FOLDER]        default: /opt/fengqiao as root, else ~/fengqiao
set -eu
here=$(cd "$(dirname "$0")" && pwd)
target=${1:-$([ "$(id -u)" = 0 ] && echo /opt/fengqiao || echo "$HOME/fengqiao")}
case "$(uname -m)" in
  x86_64 | amd64) wheels="$here/wheels/linux-x86_64" ;;
  aarch64 | arm64) wheels="$here/wheels/linux-aarch64" ;;
  *) echo "这台电脑的处理器 $(uname -m) 不在安装包支持之列。 No wheels for $(uname -m)." >&2; exit 2 ;;
esac
python=""
for each in python3.11 python3; do
  if command -v "$each" >/dev/null 2>&1 && "$each" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null; then
    python=$each
    break
  fi
done
[ -n "$python" ] || { echo "请先装好 Python 3.11（操作系统安装盘里一般有）。 Install Python 3.11 first." >&2; exit 2; }
"$here/check.sh" "$here" || { echo "安装包不完整或被改动，请重新拷贝。 The bundle is incomplete or was changed: copy it again." >&2; exit 2; }
"$python" -m venv "$target"
"$target/bin/python" -m pip install --quiet --no-index --find-links "$wheels" --find-links "$here/wheels" fengqiao
echo "装好了 Installed: $target/bin/fengqiao"
echo "下一步 Next: $target/bin/fengqiao init --home /var/lib/fengqiao"
