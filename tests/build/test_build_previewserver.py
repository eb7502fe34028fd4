# SPDX-License-Identifier: Apache-2.0
"""The server gives its few answers to a browser on this computer, and nothing else to anybody."""

from __future__ import annotations

import base64
import hashlib
import http.client
import json
import re
import socket
import threading

import pytest
from previewkit import FRENCH, catalog, small_booklet

from booklet.build.preview import Preview
from booklet.build.previewserver import PreviewServer
from booklet.problems import BookletError


@pytest.fixture
def po(tmp_path):
    return small_booklet(tmp_path / "b")


@pytest.fixture
def server(po, tmp_path):
    preview = Preview(tmp_path / "b", "fr")
    with PreviewServer(preview) as running:
        thread = threading.Thread(target=running.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        yield running
        preview.close()
        running.shutdown()
    thread.join(60)


def ask(server, path, method="GET", **headers):
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=60)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    found = answer.status, answer.headers, answer.read()
    connection.close()
    return found


def test_it_listens_on_the_loopback_address_alone(server):
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.server_address[1]}/"


def test_the_page_stands_alone(server):
    status, headers, data = ask(server, "/")
    text = data.decode()
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert not re.search(r"(src|href)=[\"'](?!#)", text)
    assert "http:" not in text
    assert "https:" not in text
    assert "innerHTML" not in text  # words of a booklet are text
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for kind in ("style", "script"):
        (inside,) = re.findall(rf"<{kind}>(.*?)</{kind}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}'" in policy
    assert not re.search(r"\sstyle=|\son\w+=", re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL))


def test_state_texts_and_pictures(server):
    status, headers, data = ask(server, "/state.json")
    assert (status, headers["Cache-Control"]) == (200, "no-store")
    state = json.loads(data)
    assert state["title"] == "Un petit livre"
    assert json.loads(ask(server, "/texts.json")[2])["a.text"]["source"] == "Boats come <in> with **fish**."
    page = state["pages"][0]
    status, headers, data = ask(server, f"/page/{page['number']}/{page['drawn']}.png")
    assert (status, headers["Content-Type"], data[:4]) == (200, "image/png", b"\x89PNG")
    assert headers["Cache-Control"] == "no-store"  # another preview on this port has other pictures by the same name
    # A browser that has not yet heard of a change sees the page as it is, not a broken picture.
    assert ask(server, f"/page/{page['number']}/999.png")[2] == data


@pytest.mark.parametrize(
    "path",
    [
        "/booklet.yaml", "/../booklet.yaml", "/page/../../booklet.yaml", "/page/0/1.png", "/page/99/1.png",
        "/page/1/0.png", "/page/1/1.png/", "/page/%31/1.png", "/state.json?x=1", "/favicon.ico", "/preview.html",
        "/page/1" + "0" * 90 + "/1.png",
    ],
)  # fmt: skip
def test_nothing_else_is_served(server, path):
    status, _, data = ask(server, path)
    assert status == 404
    assert len(data) < 60


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"])
def test_it_can_only_be_read(server, method):
    assert ask(server, "/", method)[0] == 501


@pytest.mark.parametrize("host", ["example.org", "127.0.0.1", "127.0.0.1:1", "", "localhost.example.org:{port}"])
def test_a_request_must_mean_this_server(server, host):
    host = host.format(port=server.server_address[1])
    for path in ("/", "/state.json", "/texts.json", "/events", "/page/1/1.png"):
        assert ask(server, path, Host=host)[0] == 403


def test_it_may_be_called_localhost(server):
    assert ask(server, "/state.json", Host=f"localhost:{server.server_address[1]}")[0] == 200


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_pages_of_other_sites_get_nothing(server, site):
    status, headers, _ = ask(server, "/page/1/1.png", Sec_Fetch_Site=site)
    assert status == 403
    assert "Access-Control-Allow-Origin" not in headers
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_second_host_is_refused(server):
    port = server.server_address[1]
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(f"GET / HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nHost: evil\r\n\r\n".encode())
        assert b" 403 " in connection.recv(200)


def test_a_saved_file_is_told_to_the_browser(server, po):
    watcher = threading.Thread(target=server.preview.watch, args=(0.02,), daemon=True)
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=60)
    connection.request("GET", "/events")
    answer = connection.getresponse()
    assert answer.headers["Content-Type"] == "text/event-stream"

    def told():
        while not (line := answer.fp.readline()).startswith(b"data:"):
            assert line  # an empty one would be the end
        return int(line[5:])

    assert told() == 1
    watcher.start()
    po.write_text(catalog(FRENCH | {"b.text": "Les mouettes <crient>."}), "utf-8")
    assert told() == 2
    assert json.loads(ask(server, "/state.json")[2])["changed"] == ["b.text"]
    server.preview.close()
    assert b"data" not in answer.fp.read()  # the stream ends
    connection.close()
    watcher.join(60)
    assert not watcher.is_alive()


def test_a_reload_shows_what_was_saved_without_watching(server, po):
    po.write_text(catalog(FRENCH | {"b.text": "Les mouettes crient."}), "utf-8")
    assert json.loads(ask(server, "/state.json")[2])["version"] == 1
    ask(server, "/")
    assert json.loads(ask(server, "/state.json")[2])["version"] == 2


def test_idle_connections_do_not_pile_up(server):
    idle = [socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=60) for _ in range(80)]
    try:
        # All of the first have a place once the last one has been turned away.
        assert idle[-1].recv(1) == b""
        assert threading.active_count() < 75
    finally:
        for each in idle:
            each.close()
    for _ in range(200):  # places are given back
        try:
            assert ask(server, "/state.json")[0] == 200
            break
        except (http.client.HTTPException, ConnectionError):
            threading.Event().wait(0.05)
    else:
        pytest.fail("nobody is let in any more")


def test_a_port_is_there_again_at_once_although_a_browser_was_listening(po, tmp_path):
    preview = Preview(tmp_path / "b", "fr")
    port = 0
    for _ in range(2):
        with PreviewServer(preview, port) as running:
            port = running.server_address[1]
            thread = threading.Thread(target=running.handle_request)
            thread.start()
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
            connection.request("GET", "/nothing", headers={"Connection": "close"})
            assert connection.getresponse().read()  # the server hangs up first, so the port is in use a while longer
            thread.join(60)
            connection.close()


def test_a_port_that_is_taken_is_a_plain_error(server):
    with pytest.raises(BookletError) as caught:
        PreviewServer(server.preview, server.server_address[1])
    (problem,) = caught.value.problems
    assert "--port" in problem.mend
    assert str(server.server_address[1]) in problem.what
