#!/bin/sh
# Builds the site and opens its front page.
cd "$(dirname "$0")" || exit 3
jianbao=jianbao
[ -x ./jianbao ] && jianbao=./jianbao
if "$jianbao" build; then
    xdg-open public/index.html 2>/dev/null || open public/index.html
else
    code=$?
    [ -t 0 ] && printf '\n[Enter] ' && read -r _
    exit "$code"
fi
