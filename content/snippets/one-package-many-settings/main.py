"""One package, many settings, many hosts: with dpkg and Ansible.

Four hosts get the same package; what differs comes with the command that installs it. Then an
upgrade everywhere, what it forgets, and the way back to the version before.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
WORK = Path.cwd()
HOSTS = ["web01", "web02", "news01", "news02"]
PACKAGES = {"dpkg-deb": "dpkg", "dpkg-query": "dpkg"}
CONTROL = """\
Package: hello-web
Version: {version}
Architecture: all
Maintainer: Example <example@example.org>
Description: a web server with one setting
"""


def run(command: list[str]) -> str:
    """What a command prints; where it fails, what it said, and the end of this program."""
    environment = {**os.environ, "ANSIBLE_NOCOLOR": "1", "ANSIBLE_PIPELINING": "1"}
    process = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=environment,
        cwd=WORK,
    )
    try:
        said, _ = process.communicate()
    except BaseException:
        process.terminate()  # Ansible ends its own workers when it is asked to end
        process.wait()
        raise
    if process.returncode:
        sys.exit(f"{command[0]} failed:\n{said}")
    return said


def build(version: str) -> None:
    """Make the package of one version; it knows nothing of hosts or their settings."""
    tree = WORK / f"hello-web-{version}"
    for folder in ("DEBIAN", "usr/bin", "usr/share/hello-web"):
        (tree / folder).mkdir(parents=True)
    (tree / "DEBIAN/control").write_text(CONTROL.format(version=version))
    (tree / "usr/share/hello-web/version").write_text(version)
    shutil.copy(HERE / "hello-web", tree / "usr/bin/hello-web")
    (tree / "usr/bin/hello-web").chmod(0o755)
    run(["dpkg-deb", "--root-owner-group", "--build", str(tree), "packages"])


def prepare() -> None:
    """Two versions of the package and four empty hosts."""
    if any((WORK / name).exists() for name in ("packages", "hosts")):
        sys.exit("Start this in an empty folder: packages/ or hosts/ is here already.")
    (WORK / "packages").mkdir()
    for version in ("1.0", "1.1"):
        build(version)
    for host in HOSTS:
        for folder in ("etc", "var/log", "var/lib/dpkg/info", "var/lib/dpkg/updates"):
            (WORK / "hosts" / host / folder).mkdir(parents=True)
        (WORK / "hosts" / host / "var/lib/dpkg/status").touch()


def read_recap(text: str) -> dict[str, int]:
    """How many things Ansible changed on each host, out of its last lines."""
    recap = re.findall(r"^(\S+)\s*: ok=\d+\s+changed=(\d+)", text, flags=re.MULTILINE)
    return {host: int(changed) for host, changed in recap}


def install(*arguments: str, settings: bool = False) -> int:
    """Run the playbook, showing the command; the number of changes on all hosts together."""
    inventories = ["-i", "hosts.ini", *(["-i", "settings.ini"] if settings else [])]
    print(f"$ ansible-playbook {' '.join([*inventories, 'install.yml', *arguments])}")
    here = [str(HERE / word) if word.endswith(".ini") else word for word in inventories]
    command = [sys.executable, "-m", "ansible", "playbook", *here, str(HERE / "install.yml")]
    return sum(read_recap(run([*command, "-e", f"work={WORK}", *arguments])).values())


def ask() -> list[str]:
    """Run the installed program on every host and print what it says."""
    said = [run([str(WORK / "hosts" / host / "usr/bin/hello-web")]).strip() for host in HOSTS]
    for host, words in zip(HOSTS, said, strict=True):
        print(f"  {host:7} {words}")
    return said


def main() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit("Stopped."))  # run() ends its program on the way
    missing = [f"{tool} (package {PACKAGES[tool]})" for tool in PACKAGES if not shutil.which(tool)]
    if missing:
        sys.exit(f"Not installed: {', '.join(missing)}")
    prepare()

    print("1. One package, settings given with the command that installs it")
    install("-e", "version=1.0", "-e", "maxclient=32", "--limit", "web")
    install("-e", "version=1.0", "-e", "maxclient=64", "--limit", "news")
    first = ask()

    print("\n2. Upgrade everywhere, settings not said again: they fall back to the default")
    install("-e", "version=1.1")
    ask()

    print("\n3. Settings written down in a file; back to the version before")
    install("-e", "version=1.0", settings=True)
    back = ask()
    print("  all hosts as they were in step 1" if back == first else "  NOT as in step 1")

    print("\n4. The same once more: nothing is left to do")
    changed = install("-e", "version=1.0", settings=True)
    print(f"  {changed} things changed on {len(HOSTS)} hosts")

    print("\nWhat dpkg noted on web01:")
    for line in (WORK / "hosts/web01/var/log/dpkg.log").read_text().splitlines():
        if re.search(r" (install|upgrade) ", line):
            print(f"  {line.split(' ', 2)[2]}")


if __name__ == "__main__":
    main()
