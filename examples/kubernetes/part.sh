#!/bin/sh
# Summaries of one part of a folder of traces: part.sh TRACES OUT
#
# PARTS says how many parts there are. Which one this is, from 0, is said by JOB_COMPLETION_INDEX (Kubernetes) or
# SLURM_ARRAY_TASK_ID. Every file belongs to one part; OUT/part-N.jsonl is whole or not there. Files that cannot be read are
# listed in OUT/part-N.lost, and the exit code is 1.
set -eu

traces=$1
out=$2
part=${JOB_COMPLETION_INDEX:-${SLURM_ARRAY_TASK_ID:?no part is named}}
program=${TRACEPAGE:-tracepage}
mkdir -p "$out"
name=$out/part-$part
: > "$name.tmp"
: > "$name.lost"

# Every part lists the same files in the same order and takes each PARTS-th.
find "$traces" -type f ! -name '*.html' | LC_ALL=C sort | awk -v part="$part" -v parts="${PARTS:?}" 'NR % parts == part' |
  while IFS= read -r path; do
    "$program" summary --format json -- "$path" >> "$name.tmp" || printf '%s\n' "$path" >> "$name.lost"
  done

mv "$name.tmp" "$name.jsonl"
if [ -s "$name.lost" ]; then exit 1; fi
rm "$name.lost"
