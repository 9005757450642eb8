"""Runs programs in turns and says what they cost, by the kernel's own count."""

import dataclasses
import os
import re
import resource
import statistics
import subprocess
import time

CPU_LIMIT = 240  # seconds, after which a program is stopped
ENOUGH = 6  # seconds of CPU, after which a program is not run once more


class Failed(Exception):
    """A program that was stopped, crashed or said no; with its cost until then and its exit code, below 0 for a signal."""

    def __init__(self, message, cost, code):
        super().__init__(message)
        self.cost, self.code = cost, code


@dataclasses.dataclass(frozen=True)
class Cost:
    """CPU and elapsed seconds, peak memory in bytes; the peak has this Python's own memory as its floor."""

    cpu: float
    wall: float
    peak: int


class Program:
    def __init__(self, name, words):
        self.name, self.words, self.runs = name, [str(word) for word in words], []

    def run(self):
        self.runs.append(cost(self.words))

    def median(self):
        return Cost(*(statistics.median(values) for values in zip(*(dataclasses.astuple(run) for run in self.runs))))


def cost(words):
    """What one run costs."""
    limits = (CPU_LIMIT, CPU_LIMIT)
    start = time.perf_counter()
    process = subprocess.Popen(
        words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, limits))  # fmt: skip
    complaint = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    spent = Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss * 1024)
    if process.returncode != 0:
        why = complaint.decode(errors="replace").strip().split("\n")[-1]
        reason = f"stopped after {usage.ru_utime:.0f} s" if process.returncode < 0 else f"exit {process.returncode}: {why}"
        raise Failed(f"{os.path.basename(words[0])}: {reason}", spent, process.returncode)
    return spent


def beside(programs, runs):
    """Runs the programs in turns, each up to `runs` times; a long one less often, one that fails no more."""
    for _ in range(runs):
        for program in programs:
            if len(program.runs) < runs and sum(run.cpu for run in program.runs) < ENOUGH:
                try:
                    program.run()
                except Failed as failure:
                    if not program.runs:
                        print(f"  {failure}")


def start_time(words, runs=100):
    """The median elapsed seconds of many starts; spawned, since Python's fork costs more than the start."""
    seconds = []
    with open(os.devnull, "wb") as nowhere:
        for _ in range(runs):
            start = time.perf_counter()
            actions = [(os.POSIX_SPAWN_DUP2, nowhere.fileno(), 1)]
            os.waitpid(os.posix_spawn(words[0], words, os.environ, file_actions=actions), 0)
            seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def instructions(words):
    """How many instructions of its own a program runs, counted by valgrind: the same on a busy machine."""
    words = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *map(str, words)]
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True)
    return int(re.search(r"I +refs: +([\d,]+)", done.stderr)[1].replace(",", ""))
