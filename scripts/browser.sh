#!/bin/sh
# Installs the browser that the page tests drive, where we may; says so where we may not.
if command -v chromium >/dev/null 2>&1; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "test: installing chromium for the page tests"
    (apt-get update -q && apt-get install -qy --no-install-recommends chromium fonts-dejavu-core) >/dev/null 2>&1 ||
        echo "test: chromium could not be installed; the page tests will be skipped"
else
    echo "test: no chromium here (install it to run the page tests); they will be skipped"
fi
