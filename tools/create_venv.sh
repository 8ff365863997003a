#!/bin/sh
# Makes .venv with the first Python that is new enough and can create environments.
# Debian keeps a part of the venv module in a package of its own: as root it is installed here, otherwise named.
set -eu

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if "$name" -c "$1" >/dev/null 2>&1; then
            echo "$name"
            return
        fi
    done
    return 1
}

is_new='import sys; assert sys.version_info >= (3, 11)'
is_able="$is_new; import ensurepip, venv"

if ! find_python "$is_new" >/dev/null; then
    echo "Pixmill needs Python 3.11 or newer, and none was found on the PATH." >&2
    echo "Install one (Debian: apt-get install python3 python3-venv) or name one: make PYTHON=/path/to/python3" >&2
    exit 1
fi

if ! find_python "$is_able" >/dev/null; then
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        echo "Installing python3-venv"
        apt-get update -qq
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends python3-venv >/dev/null
    else
        echo "This Python cannot create virtual environments: its venv package is missing." >&2
        echo "Ask for it once (Debian: sudo apt-get install python3-venv), then run make again." >&2
        exit 1
    fi
fi

python=$(find_python "$is_able")
echo "Creating .venv with $("$python" --version)"
"$python" -m venv --clear .venv
