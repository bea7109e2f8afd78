"""The command line of the sandbox, and what of the environment goes in."""

from __future__ import annotations

from pathlib import Path

from kbsite.snippets.places import Places
from kbsite.snippets.sandbox import IN_MEMORY_MIB, Sandbox, environment, shut_in

AT = Places(Path("/srv/project"), Path("/var/tmp/kbsite-x"), Path("/usr/bin/python3"))  # noqa: S108


def test_secrets_and_passwords_are_not_passed_on() -> None:
    given = {
        "GITHUB_TOKEN": "t",
        "AWS_SECRET_ACCESS_KEY": "k",
        "PIP_INDEX_URL": "https://user:password@index.example/",
        "https_proxy": "http://user:password@proxy.example:3128",
        "HTTP_PROXY": "http://proxy.example:3128",
        "SSL_CERT_FILE": "/etc/ssl/cert.pem",
    }
    assert set(environment(AT, network=False, given=given)) == {"PATH", "HOME", "TMPDIR", "LANG", "KBSITE_WORK"}
    found = environment(AT, network=True, given=given)
    assert set(found) == {"PATH", "HOME", "TMPDIR", "LANG", "KBSITE_WORK", "HTTP_PROXY", "SSL_CERT_FILE"}
    assert "password" not in str(found)


def test_the_network_is_shared_only_where_asked() -> None:
    assert "--unshare-net" in shut_in(("true",), AT, root=False, network=False)
    assert "--unshare-net" not in shut_in(("true",), AT, root=False, network=True)


def test_rights_are_kept_only_by_examples_that_need_root() -> None:
    kept = shut_in(("true",), AT, root=True, network=False)
    assert kept[-2:] == ["--", "true"]
    assert kept[kept.index("--cap-add") + 1] == "ALL"
    assert "ALL" not in shut_in(("true",), AT, root=False, network=False)


def test_shared_memory_is_private_and_for_everybody() -> None:
    for root in (False, True):
        command = shut_in(("true",), AT, root=root, network=False, devices=("/dev/kvm",))
        at = command.index("/dev/shm")  # noqa: S108
        assert command[at - 5 : at] == ["--perms", "1777", "--size", str(IN_MEMORY_MIB * 2**20), "--tmpfs"]
        assert command.count("--tmpfs") == command.count("--size")
        assert at > command.index("/dev")
        assert ("/dev/kvm" in command) is not root


def test_a_sandbox_is_there_or_not() -> None:
    assert Sandbox("bubblewrap 0.8.0")
    assert not Sandbox()


def test_places_are_filled_in() -> None:
    command = ("{python}", "{here}/a.py", "--out={work}", "{cache}", "{other}")
    assert AT.fill(command) == ("/usr/bin/python3", "/tmp/here/a.py", "--out=/tmp/work", "", "{other}")  # noqa: S108
    plain = Places(AT.project, AT.folder, AT.python, inside=False)
    assert plain.fill(("{here}", "{work}")) == ("/var/tmp/kbsite-x/here", "/var/tmp/kbsite-x/work")  # noqa: S108
