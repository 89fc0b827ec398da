"""Counts what two blind readings of the sheets say, and writes it beside the pack: blind.json.

    python -m words.blind_scores --pack ../models/words --key ../../blind/key.json \\
        --first ../../blind/a/*.csv --second ../../blind/b/*.csv                       # in training/

A verdict file has a line for each sentence: `number,person` or `number,machine`. A sentence passes if both readings
take it for a person's. blind.json holds the pass rates with Wilson's intervals, each as a share of people's, and the
pack's own sentences with both verdicts; people's sentences stay out of it.
"""

import argparse
import json
from pathlib import Path

from words.text_measures import wilson

SOURCES = ("people", "unguided", "steered", "best of eight")
VERDICTS = {"person": True, "machine": False}


def read(paths: list[Path]) -> dict[int, bool]:
    """One reading: number to whether it was taken for a person's."""
    verdicts = {}
    for path in paths:
        for line in path.read_text().splitlines():
            if not line.strip():
                continue
            number, _, verdict = (part.strip() for part in line.partition(","))
            if not number.isdigit() or verdict not in VERDICTS:
                raise ValueError(f"{path}: expected `number,person` or `number,machine`, got {line!r}")
            if int(number) in verdicts:
                raise ValueError(f"{path}: expected each number once, got {number} again")
            verdicts[int(number)] = VERDICTS[verdict]
    return verdicts


def scored(items: dict[int, dict], first: dict[int, bool], second: dict[int, bool]) -> dict:
    """Pass rates by source, and how often the two readings agree, over the sentences that both have read."""
    for name, reading in (("first", first), ("second", second)):
        if missing := sorted(set(items) - set(reading)):
            raise ValueError(f"scored: expected a verdict on each sentence, {name} has none on {missing[:5]}")
    rates = {}
    for source in SOURCES:
        numbers = [number for number, item in items.items() if item["source"] == source]
        if numbers:
            passed = sum(first[number] and second[number] for number in numbers)
            interval = list(wilson(passed, len(numbers)))
            rates[source] = {
                "read": len(numbers),
                "passed": passed,
                "rate": passed / len(numbers),
                "interval": interval,
            }
    for row in rates.values():
        row["of_people"] = row["rate"] / max(1e-9, rates["people"]["rate"])
    agreed = sum(first[number] == second[number] for number in items) / len(items)
    return {"agreement": agreed, "rates": rates}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pack", type=Path, required=True)
    parser.add_argument("--key", type=Path, required=True)
    parser.add_argument("--first", type=Path, nargs="+", required=True, help="verdict files of one reading")
    parser.add_argument("--second", type=Path, nargs="+", required=True, help="and of the other")
    args = parser.parse_args()
    key = json.loads(args.key.read_text())
    items = {int(number): item for number, item in key.pop("items").items()}
    first, second = read(args.first), read(args.second)
    result = {**key, **scored(items, first, second)}
    names = {verdict: name for name, verdict in VERDICTS.items()}
    result["sentences"] = [
        {**{k: v for k, v in item.items() if v}, "first": names[first[number]], "second": names[second[number]]}
        for number, item in sorted(items.items())
        if item["source"] != "people"
    ]
    (args.pack / "blind.json").write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    for source, row in result["rates"].items():
        low, high = row["interval"]
        print(f"{source}: {row['passed']} of {row['read']}, {row['rate']:.3f} ({low:.3f} to {high:.3f})")


if __name__ == "__main__":
    main()
