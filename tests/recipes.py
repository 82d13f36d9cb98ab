"""Runs every recipe of docs/data.md in a run folder, and validates the folder's data package.

A recipe is a fenced block with a language and the name of its tool. Those whose tool is not
installed are named and passed over. Recipes that print two counts first (all cells, placed
cells) must print the same two.

    python3 tests/recipes.py RUN_FOLDER
"""

import csv
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEEDS = {
    "pandas": ["pandas"],
    "polars": ["polars"],
    "openpyxl": ["pandas", "openpyxl"],
    "join": ["pandas"],
    "duckdb": ["duckdb"],
}


def recipes():
    """(language, tool, code) of each block."""
    text = (ROOT / "docs" / "data.md").read_text(encoding="utf-8")
    found = re.findall(r"^```(python|r|sql) ?(\w*)\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    return [(language, tool or language, code) for language, tool, code in found]


def command(language, tool, code):
    """The command that runs the recipe, or None when its tool is not installed."""
    if language == "r":
        return ["Rscript", "-e", code] if shutil.which("Rscript") else None
    if any(importlib.util.find_spec(module) is None for module in NEEDS[tool]):
        return None
    if language == "sql":
        code = f"import duckdb\nprint(*duckdb.execute({code!r}).fetchone())"
    return [sys.executable, "-c", code]


def statistic(folder):
    """A made-up table with the codes of the run's areas, for the recipe that joins one."""
    areas = json.loads((folder / "results.json").read_text(encoding="utf-8"))["areas"]
    with open(folder / "children_in_need.csv", "w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        writer.writerow(["new_la_code", "rate"])
        writer.writerows([area["code"], 300 + i] for i, area in enumerate(areas))


def main(run):
    failures, counts = [], {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "run"
        shutil.copytree(run, folder)
        statistic(folder)
        for language, tool, code in recipes():
            call = command(language, tool, code)
            if call is None:
                print(f"{tool}: not installed, not tested")
                continue
            done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
            print(f"{tool}: {'ok' if done.returncode == 0 else 'FAILED'}")
            if done.returncode != 0:
                failures.append(f"{tool}:\n{done.stderr}")
            elif first := re.match(r"(\d+) (\d+)\s", done.stdout):
                counts[tool] = first.groups()
        if len(set(counts.values())) > 1:
            failures.append(f"the recipes disagree on cells and placed cells: {counts}")
        if importlib.util.find_spec("frictionless") is None:
            print("frictionless: not installed, not tested")
        else:
            call = [sys.executable, "-m", "frictionless", "validate", "datapackage.json"]
            done = subprocess.run(call, cwd=folder, capture_output=True, text=True)
            print(f"frictionless validate: {'ok' if done.returncode == 0 else 'FAILED'}")
            if done.returncode != 0:
                failures.append(done.stdout + done.stderr)
    print(*failures, sep="\n")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
