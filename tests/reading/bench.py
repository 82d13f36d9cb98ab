"""CPU of reading beside other programs on the same files, as ratios, and how cost grows with pages.

    python bench.py BLOCKS PROGRAM FOLDER [--runs 5] [--growth]

BLOCKS and PROGRAM are the built example `blocks` and the program `thresholds`, both of the release
profile. CPU is user + system time of the whole process and its children; each figure is the median
over the runs, which go round by round through all programs so that a slow minute meets them all.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

PYTHON = {
    "pymupdf text": "import pymupdf\nfor f in sys.argv[1:]:\n for p in pymupdf.open(f): p.get_text()",
    "pymupdf text and tables": "import pymupdf\nfor f in sys.argv[1:]:\n for p in pymupdf.open(f):\n"
                               "  p.get_text()\n  [t.extract() for t in p.find_tables().tables]",
    "pdfplumber text and tables": "import pdfplumber\nfor f in sys.argv[1:]:\n with pdfplumber.open(f) as d:\n"
                                  "  for p in d.pages: p.extract_text(); p.extract_tables()",
}
YARDSTICK = "pdftotext -layout"


def cpu(command):
    """Seconds of user and system time, and the peak memory in MiB of the largest process."""
    pid = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).pid
    _, _, used = os.wait4(pid, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def each(command, tail=""):
    """One process for each file, as these programs take one file."""
    return ["sh", "-c", f'for f; do {command} "$f"{tail}; done', "sh"]


def measure(commands, runs):
    seconds = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seconds[name].append(cpu(command)[0])
    return {name: median(values) for name, values in seconds.items()}


def table(figures):
    base = figures[YARDSTICK]
    for name, seconds in sorted(figures.items(), key=lambda pair: pair[1]):
        print(f"{name:32}{seconds:9.3f} s {seconds / base:8.2f}")


def copies(files, times, folder):
    """The files several times over, each with a comment of its own at the end, so that no two are equal."""
    for i in range(times):
        for n, file in enumerate(files):
            target = folder / f"{i:02}-{n:03}.pdf"
            shutil.copy(file, target)
            with target.open("ab") as out:
                out.write(f"\n% copy {i}\n".encode())


def growth(arguments, files):
    print(f"{'corpus':8}{'reading':>12}{'a file':>12}{'whole run':>12}{'a file':>12}{'peak, reading':>16}")
    for times in (1, 4, 16):
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "in")
            folder.mkdir()
            copies(files, times, folder)
            many = [str(f) for f in sorted(folder.iterdir())]
            reading = [cpu([arguments.blocks, *many]) for _ in range(3)]
            whole = [cpu(run(arguments.program, folder, name))[0] for _ in range(3)]
            r, w = median(x[0] for x in reading), median(whole)
            print(f"{times:3} x    {r:10.2f} s{1000 * r / len(many):9.1f} ms{w:10.2f} s"
                  f"{1000 * w / len(many):9.1f} ms{median(x[1] for x in reading):12.0f} MiB")


def run(program, folder, out):
    return [program, "run", str(folder), "--output", f"{out}/out", "--no-cache", "--quiet", "--ocr", "never"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("blocks")
    parser.add_argument("program")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--growth", action="store_true", help="measure 1, 4 and 16 times the files instead")
    arguments = parser.parse_args()
    files = [str(f) for f in sorted(arguments.folder.rglob("*.pdf"))]
    if arguments.growth:
        growth(arguments, files)
        return
    with tempfile.TemporaryDirectory() as out:
        commands = {
            "reading (blocks)": [arguments.blocks, *files],
            "whole run": run(arguments.program, arguments.folder, out),
            YARDSTICK: [*each("pdftotext -layout", " -"), *files],
            "mutool stext": [*each("mutool draw -q -F stext -o /dev/null"), *files],
        }
        for name, code in PYTHON.items():
            commands[name] = [sys.executable, "-c", f"import sys\n{code}", *files]
        print(f"{len(files)} files, {arguments.runs} runs; CPU (user + system), ratio to {YARDSTICK}")
        table(measure(commands, arguments.runs))


if __name__ == "__main__":
    main()
