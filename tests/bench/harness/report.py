# SPDX-FileCopyrightText: 2026 The Sluice authors
# SPDX-License-Identifier: MIT
"""The Markdown table."""

COLUMNS = (("requests/s", "requests_per_second"), ("p50 us", "latency_p50_us"), ("p99 us", "latency_p99_us"),
           ("events/s", "events_per_second"), ("event delay p50 us", "delay_p50_us"), ("p99 us", "delay_p99_us"),
           ("CPU us/request", "cpu_us_per_request"), ("CPU share", "cpu_share"),
           ("memory before/under/after MiB", None), ("stolen", "stolen_share"),
           ("errors", "errors"), ("not 200", "bad_status"))


def text(value):
    if value is None:
        return "–"
    return f"{value:,}"


def memory(values):
    keys = ("memory_before_kib", "memory_under_kib", "memory_after_kib")
    if any(key not in values for key in keys):
        return "–"
    return " / ".join(f"{values[key] / 1024:.1f}" for key in keys)


def ratio(result, reference):
    mine = result.values.get(result.measure)
    theirs = reference.values.get(result.measure) if reference else None
    if not mine or not theirs:
        return "–"
    return f"{mine / theirs:.2f} ({result.measure})"


def row(result, reference):
    if result.error:
        return f"| {result.proxy} | {result.error} |" + " |" * len(COLUMNS)
    cells = [memory(result.values) if key is None else text(result.values.get(key)) for _, key in COLUMNS]
    return f"| {result.proxy} | " + " | ".join(cells) + f" | {ratio(result, reference)} |"


def markdown(results):
    lines = []
    for name in dict.fromkeys(r.scenario for r in results):
        mine = [r for r in results if r.scenario == name]
        reference = next((r for r in mine if r.proxy == "haproxy"), None)
        lines += [f"\n### {name}\n", "| proxy | " + " | ".join(title for title, _ in COLUMNS) + " | to HAProxy |",
                  "|---" * (len(COLUMNS) + 2) + "|"]
        lines += [row(r, reference) for r in mine]
    return "\n".join(lines)
