#!/bin/sh
# Builds the wheel, installs it in a fresh environment, and uses it from another folder.
set -eu
root=$(pwd)
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
echo "wheel: building"
"$root/.venv/bin/uv" build --quiet --wheel --out-dir "$place/dist" "$root"
echo "wheel: installing in a fresh environment"
"$root/.venv/bin/uv" venv --quiet --python "$root/.venv/bin/python" "$place/venv"
grep -v '^-e ' "$root/requirements.lock" > "$place/requirements.lock"
"$root/.venv/bin/uv" pip install --quiet --python "$place/venv/bin/python" --require-hashes -r "$place/requirements.lock"
"$root/.venv/bin/uv" pip install --quiet --python "$place/venv/bin/python" --no-deps "$place"/dist/*.whl
cd "$place"
echo "wheel: verism init, doctor and a draft from another folder"
"$place/venv/bin/verism" init shop --example bank
"$place/venv/bin/verism" doctor --workspace shop
segment=$("$place/venv/bin/verism" segments list --workspace shop --json | "$place/venv/bin/python" -c 'import json, sys; print(json.load(sys.stdin)[0]["id"])')
"$place/venv/bin/verism" draft "$segment" --workspace shop --journey --json > draft.json
"$place/venv/bin/python" -c 'import json; draft = json.load(open("draft.json", encoding="utf-8")); assert draft["claims"]; print("wheel: a draft of", len(draft["claims"]), "claims")'
