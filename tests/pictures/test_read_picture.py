# SPDX-License-Identifier: Apache-2.0
"""Picture files: where they may lie, what they may hold, and the cache of what was read."""

from __future__ import annotations

import hashlib
import io
import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest
from PIL import Image

from booklet.pictures import cache as cache_module
from booklet.pictures.cache import PictureCache, cache_folder
from booklet.pictures.model import Drawing, Picture, Raster, Shape
from booklet.pictures.raster import plain_jpeg, resolution_problem
from booklet.pictures.read import read_picture
from booklet.problems import Problems, Severity, Span

SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="4.5" height="1" stroke="var(--sun)" '
    b'stroke-dasharray="1 2"/><path d="M0 0C1 1 2 2 3 3z" fill="#abc"/></svg>'
)
SPAN = Span("booklet.yaml", 7, 3)


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv("BOOKLET_CACHE", str(folder))
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "my booklet ħ"
    (folder / "images").mkdir(parents=True)
    return folder


def read(root: Path, name: str) -> Picture:
    problems = Problems()
    picture = read_picture(root / name, root, SPAN, problems)
    assert picture is not None, list(map(str, problems))
    return picture


def fault(root: Path, name: str | Path) -> str:
    problems = Problems()
    assert read_picture(root / name, root, SPAN, problems) is None
    return "\n".join(map(str, problems))


def image_bytes(kind: str = "PNG", size: tuple[int, int] = (40, 20), mode: str = "RGB", **options: object) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size).save(target, kind, **options)
    return target.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")


def huge_png(width: int, height: int) -> bytes:
    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    chunks = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(b"\0" * 1000)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_reads_each_kind(root: Path) -> None:
    (root / "images/a.svg").write_bytes(SVG)
    (root / "b.PNG").write_bytes(image_bytes())
    (root / "c.jpg").write_bytes(image_bytes("JPEG"))
    assert isinstance(read(root, "images/a.svg"), Drawing)
    png, jpeg = read(root, "b.PNG"), read(root, "c.jpg")
    assert isinstance(png, Raster)
    assert isinstance(jpeg, Raster)
    assert (png.width, png.height, png.format, jpeg.format) == (40, 20, "png", "jpeg")


def test_paths_that_are_refused(root: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_bytes(SVG)
    (root / "link.svg").symlink_to(secret)
    (root / "circle.svg").symlink_to(root / "circle.svg")
    (root / "inside.svg").symlink_to(root / "images" / "real.svg")
    (root / "images" / "real.svg").write_bytes(SVG)
    (root / "folder.svg").mkdir()
    (root / "Upper.svg").write_bytes(SVG)
    (root / "empty.svg").write_bytes(b"")
    os.mkfifo(root / "pipe.svg")
    assert fault(root, "link.svg").startswith("booklet.yaml:7:3: the picture “link.svg” is a link to outside")
    assert "lies outside the booklet's folder" in fault(root, secret)
    assert "leads upwards (..)" in fault(root, "../secret.svg")
    assert "leads upwards (..)" in fault(root, "images/../Upper.svg")
    assert "cannot be opened" in fault(root, "circle.svg")
    assert "cannot be opened" in fault(root, "x" * 5000 + ".svg")
    assert "cannot be opened" in fault(root, "a\0.svg")
    assert "there is no picture “upper.svg” — did you mean “Upper.svg”?" in fault(root, "upper.svg")
    assert "did you mean “real.svg”?" in fault(root, "images/reel.svg")
    assert "add the file" in fault(root, "nowhere/a.svg") or "correct" in fault(root, "nowhere/a.svg")
    assert "is a folder" in fault(root, "folder.svg")
    assert "is a folder" in fault(root, "")
    assert "not an ordinary file" in fault(root, "pipe.svg")
    assert "is empty" in fault(root, "empty.svg")
    assert read(root, "inside.svg")


def test_contents_that_are_refused(root: Path) -> None:
    good, jpeg = image_bytes(), image_bytes("JPEG", (200, 100))
    frames = io.BytesIO()
    Image.new("RGB", (20, 20)).save(frames, "PNG", save_all=True, append_images=[Image.new("RGB", (20, 20), "red")])
    cases = {
        "a.png": (jpeg, "holds JPEG data"),
        "b.jpg": (good, "holds PNG data"),
        "c.png": (SVG, "holds SVG data"),
        "d.svg": (good, "holds PNG data"),
        "e.jpg": (image_bytes("WEBP"), "holds WEBP data"),
        "f.gif": (good, "is not a kind of picture that can be used"),
        "g": (good, "use SVG, PNG or JPEG"),
        "h.png": (b"hello", "does not hold PNG data"),
        "i.png": (huge_png(30_000, 30_000), "the picture has 30000 × 30000 pixels — scale it down to at most 10000"),
        "j.png": (huge_png(9_000, 9_000), "the picture has 9000 × 9000 pixels"),
        "k.png": (huge_png(1_000, 1_000), "broken or cut short"),
        "l.png": (good[:-30], "broken"),
        "m.jpg": (jpeg[: len(jpeg) // 2], "broken"),
        "n.png": (good[:20], "its header cannot be read"),
        "o.jpg": (jpeg[:20], "its header cannot be read"),
        "p.png": (image_bytes(size=(4, 200)), "only 4 × 200 pixels"),
        "q.png": (frames.getvalue(), "the picture is animated"),
        "r.jpg": (image_bytes("JPEG", mode="CMYK"), "colours are CMYK"),
        "s.jpg": (jpeg[:2] + b"\xff\xfe\xff\xff" + jpeg[2:], "broken"),
        "t.png": (good[:40] + b"\xff" + good[41:], "broken"),
        "u.png": (huge_png(0, 50), "broken"),
        "v.png": (b"\x89PNG\r\n\x1a\n" + b"\xff" * 5000, "broken"),
        "w.jpg": (b"\xff\xd8\xff" + b"\xff" * 5000, "broken"),
        "x.svg": (b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"/>', "x.svg:2:1: <svg>: the"),
        "y.png": (b"\x89PNG\r\n\x1a\n" + bytes(30_000_001), "larger than 30 MB"),
    }
    for name, (data, message) in cases.items():
        (root / name).write_bytes(data)
        assert message in fault(root, name), name


def test_a_path_with_backslashes(root: Path) -> None:
    assert fault(root, "images\\logo.png").endswith("write “/” between folders: images/logo.png")


@pytest.mark.parametrize("orientation", range(10))
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_size_of_a_photograph_is_that_of_the_upright_picture(root: Path, kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[0x0112] = orientation
    name = "a.jpg" if kind == "JPEG" else "a.png"
    (root / name).write_bytes(image_bytes(kind, exif=exif))
    first, cached = read(root, name), read(root, name)
    assert first == cached
    assert (first.width, first.height) == ((20, 40) if 5 <= orientation <= 8 else (40, 20))


def segment(marker: int, held: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(held) + 2).to_bytes(2, "big") + held


@pytest.mark.parametrize("progressive", [False, True])
@pytest.mark.parametrize("end", [b"\xff\xd9", b"\xff\xd9secret preview \xff\xd8\xff\xd9", b""])
def test_a_jpeg_file_without_what_it_tells(progressive: bool, end: bytes) -> None:
    target = io.BytesIO()
    Image.effect_noise((90, 70), 80).convert("RGB").save(
        target, "JPEG", progressive=progressive, restart_marker_rows=1, icc_profile=b"profile"
    )
    whole = target.getvalue()
    assert whole[2:4] == b"\xff\xe0"
    extra = b"".join(segment(marker, b"secret") for marker in (*range(0xE0, 0xF0), 0xFE))
    more = segment(0xE0, b"JFXX\0secret") + segment(0xE2, b"MPF\0secret") + segment(0xEE, b"Adobe\0d\0\0\0\0\1secret")
    scan = whole.rindex(b"\xff\xda")
    data = whole[:20] + extra + more + b"\xff\xff" + whole[20:scan] + extra + whole[scan:-2] + end
    plain = plain_jpeg(data)
    assert b"secret" not in plain
    assert b"ICC_PROFILE\0\1\1profile" in plain
    assert plain.replace(segment(0xEE, b"Adobe\0d\0\0\0\0\1"), b"") == whole
    with Image.open(io.BytesIO(whole)) as first, Image.open(io.BytesIO(plain)) as second:
        assert first.tobytes() == second.tobytes()


def test_the_preview_in_a_jpeg_file_goes() -> None:
    whole = image_bytes("JPEG")
    assert plain_jpeg(whole[:2] + segment(0xE0, whole[6:18] + b"\2\1secret") + whole[20:]) == whole


def test_resolution() -> None:
    raster = Raster("0", 400, 300, "png", b"")
    assert resolution_problem(raster, 144) is None
    problem = resolution_problem(raster, 288, SPAN)
    assert problem is not None
    assert problem.severity is Severity.WARNING
    assert "100 pixels per inch" in str(problem)
    assert "at least 800 pixels wide" in str(problem)


def test_the_cache_gives_back_the_same_values(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a.svg").write_bytes(SVG)
    (root / "b.png").write_bytes(image_bytes())
    first = read(root, "a.svg"), read(root, "b.png")
    assert len(list((cache / "pictures").iterdir())) == 2
    monkeypatch.setattr("booklet.pictures.svg.read_svg", None)
    monkeypatch.setattr("booklet.pictures.raster.read_raster", None)
    assert (read(root, "a.svg"), read(root, "b.png")) == first


def test_an_unchanged_picture_imports_no_parser(root: Path) -> None:
    (root / "a.svg").write_bytes(SVG)
    (root / "b.png").write_bytes(image_bytes())
    code = (
        "import sys; from pathlib import Path; from booklet.pictures.read import read_picture; "
        "from booklet.problems import Problems; root = Path(sys.argv[1]); "
        "assert all(read_picture(root / n, root, None, Problems()) for n in ('a.svg', 'b.png')); "
        "print(*sorted({'fontTools', 'PIL', 'pyexpat', 'segno'} & set(sys.modules)))"
    )

    def run() -> str:
        result = subprocess.run([sys.executable, "-c", code, root], capture_output=True, text=True, check=True)
        return result.stdout.strip()

    assert run() == "PIL fontTools pyexpat"
    assert run() == ""


def drawing_entry(**changes: object) -> bytes:
    """An entry as the cache writes it, with one field of its only shape or of its head changed."""
    head: dict[str, object] = {"magic": b"BKD1", "width": 9.0, "height": 9.0, "names": 3, "shapes": 1, "ops": 2, "n": 6}
    shape: dict[str, object] = {"length": 2, "fill": 1, "stroke": 0, "line": 1.0, "cap": 0, "join": 0, "rule": 0}
    shape |= {"dashes": 2, "miter": 4.0}
    rest: dict[str, object] = {"colours": b"sun", "operators": b"ml", "numbers": (0.0, 0.0, 5.0, 5.0, 1.0, 2.0)}
    for part in (head, shape, rest):
        part.update({name: value for name, value in changes.items() if name in part})
    numbers = rest["numbers"]
    return (
        struct.pack("<4sddIIII", *head.values())
        + rest["colours"]
        + struct.pack("<IHHdBBBBd", *shape.values())
        + rest["operators"]
        + struct.pack(f"<{len(numbers)}d", *numbers)
    )


def test_an_entry_by_hand_is_read(tmp_path: Path) -> None:
    cached = entry_picture(tmp_path, drawing_entry())
    assert isinstance(cached, Drawing)
    assert cached.shapes == (Shape((("m", (0.0, 0.0)), ("l", (5.0, 5.0))), "sun", dash=(1.0, 2.0)),)


def entry_picture(folder: Path, entry: bytes) -> Picture | None:
    store = PictureCache("1", folder)
    store.put(Raster(hashlib.sha256(b"x").hexdigest(), 50, 50, "png", b""))
    (file,) = (folder / "pictures").iterdir()
    file.write_bytes(entry)
    return store.get(b"x")


NAN, INF = float("nan"), float("inf")
HOSTILE: list[bytes] = [
    b"", b"BKD1", b"BKR1", b"\0" * 100, b"BKD1" + b"\xff" * 500, drawing_entry()[:-1], drawing_entry() + b"\0",
    struct.pack("<4sIIB", b"BKR1", 0, 5, 0), struct.pack("<4sIIB", b"BKR1", 70_000, 5, 0),
    struct.pack("<4sIIB", b"BKR1", 5, 5, 9),
    *(
        drawing_entry(**{name: value})
        for name, values in {
            "magic": [b"PK\3\4"], "width": [0.0, NAN, -1.0, INF], "height": [NAN, 1e300], "names": [0, 2, 2**32 - 1],
            "shapes": [0, 2, 2**32 - 1], "ops": [1, 3], "n": [5, 7, 2**32 - 1], "length": [0, 1, 3, 2**32 - 1],
            "fill": [2, 65_535], "stroke": [9], "line": [NAN, -1.0, INF], "cap": [3], "join": [255], "rule": [2],
            "dashes": [0, 1, 3], "miter": [NAN, 0.5, INF], "colours": [b"S\n;", b"\xff\xff\xff", b"a\n\n"],
            "operators": [b"mx", b"lm", b"mm\0", b"mc", b"mh"],
            "numbers": [(0, NAN, 5, 5, 1, 2), (INF, -INF, 5, 5, 1, 2), (0, 1e9, 5, 5, 1, 2), (0, 0, 5, 5, -1, 2)],
        }.items()
        for value in values
    ),
]  # fmt: skip


@pytest.mark.parametrize("entry", HOSTILE, ids=range(len(HOSTILE)))
def test_a_broken_entry_is_nothing(tmp_path: Path, entry: bytes) -> None:
    assert entry_picture(tmp_path, entry) is None


def test_a_broken_entry_is_read_and_written_again(root: Path, cache: Path) -> None:
    (root / "a.svg").write_bytes(SVG)
    expected = read(root, "a.svg")
    (file,) = (cache / "pictures").iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-3])
    assert read(root, "a.svg") == expected
    assert file.read_bytes() == whole


def test_an_unusable_cache_is_no_error(root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (root / "a.svg").write_bytes(SVG)
    expected = read(root, "a.svg")
    (file,) = (cache / "pictures").iterdir()
    file.unlink()
    os.mkfifo(file)
    assert read(root, "a.svg") == expected
    for place in ("/dev/null/cache", "relative", str(root / "a.svg"), "/proc/nowhere", "x" * 6000, "a\0b"):
        monkeypatch.setattr("booklet.pictures.read.cache_folder", lambda place=place: Path(place))
        monkeypatch.chdir(root)
        assert read(root, "a.svg") == expected
    monkeypatch.setattr("booklet.pictures.read.cache_folder", lambda: None)
    assert read(root, "a.svg") == expected


def test_the_cache_stays_small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_module, "MAX_ENTRIES", 8)
    store = PictureCache("1", tmp_path)
    for number in range(30):
        store.put(Raster(f"{number:064x}", 50, 50, "png", b""))
    assert len(list((tmp_path / "pictures").iterdir())) <= 9
    assert PictureCache("2", tmp_path).get(b"") is None


@pytest.mark.parametrize(
    ("environ", "platform", "folder"),
    [
        ({"HOME": "/h"}, "linux", "/h/.cache/booklet"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "/x"}, "linux", "/x/booklet"),
        ({"HOME": "/h", "XDG_CACHE_HOME": "relative"}, "linux", None),
        ({"HOME": "/h"}, "darwin", "/h/Library/Caches/booklet"),
        ({"LOCALAPPDATA": "/l"}, "win32", "/l/booklet"),
        ({}, "linux", None),
        ({"BOOKLET_CACHE": "c"}, "win32", "c"),
    ],
)
def test_cache_folder(environ: dict[str, str], platform: str, folder: str | None) -> None:
    assert cache_folder(environ, platform) == (Path(folder) if folder else None)
