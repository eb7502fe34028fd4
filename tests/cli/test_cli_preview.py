# SPDX-License-Identifier: Apache-2.0
"""``translate preview`` on the command line."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from booklet.cli import main

EVERY_KIND = Path(__file__).parents[1] / "data" / "every-kind"


def run(*arguments):
    return main(["translate", "preview", *map(str, arguments), "--source", str(EVERY_KIND)])


def test_screenshots_are_written(tmp_path, capsys):
    assert run("ar", "--screenshots", tmp_path / "out", "--width", "60") == 0
    out = capsys.readouterr().out
    pictures, unseen = map(int, re.search(r"\((\d+) strings with a picture, (\d+) not drawn\)", out).groups())
    assert len(list((tmp_path / "out").glob("*.png"))) == pictures > 150
    assert unseen > 0
    assert (tmp_path / "out" / "screenshots.json").is_file()


@pytest.mark.parametrize(
    "arguments",
    [
        ("ar", "--screenshots", "x", "--watch"),
        ("ar", "--screenshots", "x", "--port", "8000"),
        ("ar", "--width", "100"),
        ("ar", "--port", "70000"),
        ("ar", "--port", "-1"),
        ("ar", "--screenshots", ""),
        (),
    ],
)
def test_wrong_usage(arguments, capsys):
    assert run(*arguments) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize(("arguments", "said"), [(("xx",), "unknown locale"), (("ar", "--edition", "x"), "unknown ed")])
def test_what_is_not_there(arguments, said, capsys):
    assert run(*arguments) == 1
    assert said in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one process there")
def test_it_serves_until_it_is_interrupted(tmp_path):
    code = "import sys; from booklet.cli import main; sys.exit(main())"
    command = [sys.executable, "-c", code, "translate", "preview", "ar", "--watch", "--source", str(EVERY_KIND)]
    environ = os.environ | {"BOOKLET_CACHE": str(tmp_path)}
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environ) as process:
        try:
            address = process.stdout.readline()
            port = int(re.match(r"http://127\.0\.0\.1:(\d+)/", address)[1])
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/state.json")
            assert connection.getresponse().status == 200
            connection.close()
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=60)
        finally:
            process.kill()
    assert process.returncode == 0
    assert "Traceback" not in err
    assert "The preview has ended." in err
