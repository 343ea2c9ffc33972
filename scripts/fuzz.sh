#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
# fuzz.sh SECONDS: shares SECONDS among the fuzzers of build/fuzz; each starts from its corpus in tests/fuzz/corpus.
set -euo pipefail

cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."
mapfile -t fuzzers < <(find build/fuzz/fuzzers -maxdepth 1 -type f -executable | sort)
if ((${#fuzzers[@]} == 0)); then
    echo "No fuzzer in build/fuzz/fuzzers." >&2
    exit 1
fi
share=$(($1 / ${#fuzzers[@]}))
((share > 0)) || share=1
failed=0
for fuzzer in "${fuzzers[@]}"; do
    name=${fuzzer##*/}
    mkdir -p "build/fuzz/corpus/$name" build/fuzz/findings
    corpora=("build/fuzz/corpus/$name")
    [[ ! -d tests/fuzz/corpus/$name ]] || corpora+=("tests/fuzz/corpus/$name")
    echo "$name: $share s"
    "$fuzzer" -max_total_time="$share" -max_len=8192 -timeout=10 -rss_limit_mb=1024 -print_final_stats=0 \
        -verbosity=0 -artifact_prefix="build/fuzz/findings/$name-" "${corpora[@]}" || failed=1
done
exit "$failed"
