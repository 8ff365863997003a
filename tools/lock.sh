#!/bin/sh
# Writes requirements.lock (to serve) and requirements-dev.lock (to check and test) from pyproject.toml, with hashes.
# Both come from one resolution, so a version is the same in both; neither names a host.
set -eu

uv lock "$@"
export_lock() {
    file=$1
    shift
    {
        echo "# Written by 'make lock' from pyproject.toml. Do not edit."
        uv export --quiet --locked --no-emit-project --no-header --no-annotate "$@"
    } >"$file.new"
    mv "$file.new" "$file"
}
export_lock requirements.lock --group build
export_lock requirements-dev.lock --group build --group dev
