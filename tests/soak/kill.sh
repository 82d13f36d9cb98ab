#!/usr/bin/env bash
# Kills runs at random moments, then lets one run through: its files must be those of a
# run that nobody disturbed. Usage: kill.sh CORPUS [TIMES]; THRESHOLDS names the program.
set -euo pipefail
corpus=$1
times=${2:-50}
program=${THRESHOLDS:-target/release/thresholds}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

run() { "$program" run "$corpus" --output "$work/$1" --cache "$work/$2" --quiet || test $? -eq 3; }
before=$(find "$corpus" -type f -exec sha256sum {} + | sort | sha256sum)

start=$(date +%s%N)
run calm calm-cache
longest=$((($(date +%s%N) - start) / 1000000))

killed=0
for i in $(seq "$times"); do
  # Some runs start from what earlier ones kept, some from nothing.
  if ((i % 5 == 0)); then rm -rf "$work/cache"; fi
  setsid "$program" run "$corpus" --output "$work/out" --cache "$work/cache" --quiet >/dev/null 2>&1 &
  pid=$!
  moment=$((RANDOM * (longest + 1) / 32768))
  sleep "$(printf '%d.%03d' $((moment / 1000)) $((moment % 1000)))"
  if kill -9 "$pid" 2>/dev/null; then killed=$((killed + 1)); fi
  wait "$pid" 2>/dev/null || true
  # What stands under the output's name is a whole run or nothing.
  if [ -e "$work/out" ]; then
    diff -r --exclude run.json "$work/calm" "$work/out" >/dev/null || { echo "half an output after kill $i"; exit 1; }
  fi
done

run out cache
diff -r --exclude run.json "$work/calm" "$work/out"
after=$(find "$corpus" -type f -exec sha256sum {} + | sort | sha256sum)
[ "$before" = "$after" ] || { echo "the corpus was changed"; exit 1; }
echo "$killed of $times runs killed (a run takes ${longest} ms); the last run gave the same files"
