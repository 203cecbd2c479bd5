#!/bin/sh
# Any other CI, or a nightly job: check-configs.sh FOLDER REPORTS
# Lints the configurations of a folder and leaves the reports in another one. Ends as panlint does.
set -u
configs=${1:?the folder with the configurations is missing}
reports=${2:?the folder for the reports is missing}

mkdir -p "$reports" || exit 2
panlint "$configs" --report "text=$reports/panlint.txt" --report "csv=$reports/panlint.csv" \
  --report "sarif=$reports/panlint.sarif" && code=0 || code=$?

case $code in
  0) echo "No findings." ;;
  1) echo "There are findings, see $reports/panlint.txt." ;;
  3) echo "Not everything could be checked, see $reports/panlint.txt." ;;
  4) echo "There was nothing to check in $configs." ;;
  *) echo "panlint could not do its work." ;;
esac
exit "$code"
