#!/usr/bin/env bash
# Checks that the commit of a release is what it says: check-release.sh v0.1.0
# Hooks and the action run the dist/ of that commit without building it, so nobody else would notice a wrong one.
set -euo pipefail
tag=${1:?the tag of the release is missing}
cd "$(dirname "${BASH_SOURCE[0]}")/.."

fail() {
  echo "$tag: $1" >&2
  exit 1
}

version=$(node -p 'require("./package.json").version')
[ "$tag" = "v$version" ] || fail "package.json says version $version."
grep --quiet --fixed-strings "## $version" CHANGELOG.md || fail "CHANGELOG.md has no section \"## $version\"."
[ -z "$(git status --porcelain)" ] || fail "the working tree differs from the commit."
git ls-files --error-unmatch dist/cli.js >/dev/null 2>&1 || fail "the commit does not hold dist/cli.js."
[ "$(git ls-files --stage dist/cli.js | cut -d ' ' -f 1)" = 100755 ] || fail "dist/cli.js cannot be run."

node build.mjs
git diff --exit-code --stat -- dist || fail "dist/ is not what the sources give."
# Parts of the command bear a hash of their content in their names, so others would be new files.
others=$(git ls-files --others -- dist)
[ -z "$others" ] || fail "dist/ lacks what the sources give: $others"
[ "$(dist/cli.js --version)" = "$version" ] || fail "dist/cli.js says another version."
echo "$tag holds the dist/ that its sources give."
