"""Keeps a handful of programs running together, and ends them together, whatever happens.

Each program leads a process group of its own, so that a Ctrl-C in the terminal reaches only the
supervisor, which then stops them in order. Should the supervisor itself be killed, the reaper
(this module, run with `-m`) notices that its standard input has closed and ends what is left.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress

from clic_site.bootstrap import say

STOP_WITHIN_SECONDS = 10
LONGEST_WAIT_SECONDS = 60
STEADY_AFTER_SECONDS = 60
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Program:
    """One program that is to run: started again when it falls over, unless all depends on it."""

    def __init__(self, name, command, *, essential=False):
        self.name = name
        self.command = command
        self.essential = essential
        self.process = None
        self.started_at = 0.0
        self.falls = 0

    def start(self):
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.DEVNULL, start_new_session=True
        )

    def has_ended(self):
        return self.process is not None and self.process.poll() is not None

    def seconds_until_restart(self):
        """How long to wait before the next try: longer each time, unless it ran well between."""
        ran_for = time.monotonic() - self.started_at
        self.falls = 1 if ran_for >= STEADY_AFTER_SECONDS else self.falls + 1
        return min(2 ** (self.falls - 1), LONGEST_WAIT_SECONDS)


class Supervisor:
    """Runs programs until one of STOP_SIGNALS arrives or an essential one ends."""

    def __init__(self):
        self.programs = []
        self.restarts = {}
        self.wishes = []
        self.starter = (
            os.getppid() if os.environ.get("CLIC_STOP_WITH_STARTER") else None
        )
        self.has_terminal = os.isatty(0)
        self.reaper = None
        self.usual_handlers = {}

    def __enter__(self):
        for number in STOP_SIGNALS:
            self.usual_handlers[number] = signal.signal(
                number, lambda number, frame: self.wishes.append(number)
            )
        self._start_reaper()
        return self

    def __exit__(self, *error):
        self.stop()
        for number, handler in self.usual_handlers.items():
            signal.signal(number, handler)

    def start(self, program):
        """Start a program and keep an eye on it from now on."""
        program.start()
        self.programs.append(program)
        self._tell_reaper(f"+{program.process.pid}")

    def forget(self, program):
        """Let go of a program that has done its work."""
        self._clear_group(program)
        self.programs.remove(program)

    def is_to_stop(self):
        """Whether someone asked for the end, or our starter or terminal is gone."""
        starter_is_gone = self.starter is not None and os.getppid() != self.starter
        return bool(self.wishes) or starter_is_gone or self._terminal_is_gone()

    def _terminal_is_gone(self):
        # A closed terminal tells only the first of its programs, and make does not pass that on.
        try:
            if self.has_terminal:
                os.tcgetpgrp(0)
            return False
        except OSError:
            return True

    def run(self):
        """Watch over the programs; returns the one that all depended on, if that ended."""
        while not self.is_to_stop():
            ended = self.tend()
            if ended:
                return ended
            time.sleep(0.2)
        return None

    def tend(self):
        """Notice what has ended and start it again when its wait is over."""
        if self.reaper.poll() is not None:
            self._start_reaper()
        for program in self.programs:
            if program.name in self.restarts:
                if time.monotonic() >= self.restarts[program.name]:
                    del self.restarts[program.name]
                    program.start()
                    self._tell_reaper(f"+{program.process.pid}")
            elif program.has_ended():
                self._clear_group(program)
                if program.essential:
                    return program
                wait = program.seconds_until_restart()
                say(
                    f"The {program.name} ended unexpectedly; starting it again in {wait} s."
                )
                self.restarts[program.name] = time.monotonic() + wait
        return None

    def stop(self):
        """End all programs, kindly at first; a second wish to stop skips the kindness."""
        heard = len(self.wishes)
        running = [p for p in self.programs if p.process and p.process.poll() is None]
        for program in running:
            program.process.terminate()
        deadline = time.monotonic() + STOP_WITHIN_SECONDS
        while any(p.process.poll() is None for p in running):
            if time.monotonic() > deadline or len(self.wishes) > heard:
                break
            time.sleep(0.05)
        for program in self.programs:
            self._clear_group(program)
        self.programs = []
        if self.reaper:
            self.reaper.stdin.close()
            self.reaper.wait()

    def _start_reaper(self):
        self.reaper = subprocess.Popen(
            [sys.executable, "-m", "clic_site.supervisor"],
            stdin=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )
        for program in self.programs:
            if not program.has_ended():
                self._tell_reaper(f"+{program.process.pid}")

    def _tell_reaper(self, line):
        with suppress(BrokenPipeError):
            self.reaper.stdin.write(line + "\n")
            self.reaper.stdin.flush()

    def _clear_group(self, program):
        if program.process:
            end_group(program.process.pid, signal.SIGKILL)
            program.process.wait()
            self._tell_reaper(f"-{program.process.pid}")


def end_group(leader, wish):
    """Send a signal to a process and all that it started; True while there is any."""
    # macOS answers EPERM for a group whose last member is about to disappear.
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, wish)
        return True
    return False


def reap(lines):
    """Follow which groups are alive; when the supervisor is gone, end those."""
    alive = set()
    for line in lines:
        leader = int(line[1:])
        alive = alive | {leader} if line[0] == "+" else alive - {leader}
    alive = {leader for leader in alive if end_group(leader, signal.SIGTERM)}
    deadline = time.monotonic() + STOP_WITHIN_SECONDS
    while alive and time.monotonic() < deadline:
        time.sleep(0.1)
        alive = {leader for leader in alive if end_group(leader, 0)}
    for leader in alive:
        end_group(leader, signal.SIGKILL)


if __name__ == "__main__":
    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    reap(sys.stdin)
