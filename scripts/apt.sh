#!/bin/sh
# Usage: scripts/apt.sh PURPOSE PACKAGE… — installs what is missing where that is allowed (root, or sudo without a password),
# otherwise prints the one line to type and ends with 3. Silent and quick when everything is there.
set -u
purpose=$1
shift
if ! command -v apt-get >/dev/null 2>&1; then
  echo "Máy này không dùng apt. Cần cho $purpose; hãy cài các gói tương đương với: $*" >&2
  exit 3
fi
missing=""
for package in "$@"; do
  case $(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null) in
    installed) ;;
    *) missing="$missing $package" ;;
  esac
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
  as_root=""
elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
  as_root="sudo -n"
else
  echo "Thiếu gói cho $purpose. Gõ một lần:  sudo apt-get install -y --no-install-recommends$missing" >&2
  exit 3
fi
echo "Cài gói hệ thống cho $purpose:$missing"
log=$(mktemp)
install() {
  # shellcheck disable=SC2086 # one word per package
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get -o Acquire::Retries=1 install -y -q --no-install-recommends $missing >"$log" 2>&1
}
if ! install; then
  $as_root apt-get -q update >/dev/null 2>&1
  if ! install; then
    tail -n 5 "$log" >&2
    echo "Không cài được. Gõ:  sudo apt-get update && sudo apt-get install -y --no-install-recommends$missing" >&2
    rm -f "$log"
    exit 3
  fi
fi
rm -f "$log"
