# SPDX-License-Identifier: Apache-2.0
"""Pictures in the file: drawings as form XObjects, photographs as image XObjects, each once however often it is drawn.

Of a photograph only the picture goes into the file, upright: no place, no camera, no names (EXIF, XMP and the like).
Marked content stays outside of the XObjects: one that is drawn twice must not carry structure (14.7.4.3).
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from reportlab.pdfbase import pdfdoc

from booklet.layout.model import Colour
from booklet.pdf.canvas import BookletCanvas
from booklet.pdf.paths import paint_path
from booklet.pdf.syntax import array, number
from booklet.pictures.model import Drawing, Picture, Raster
from booklet.pictures.raster import plain_jpeg, turn

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["PictureStore"]

_PAINTED: dict[tuple[str, tuple[tuple[str, tuple[float, float, float]], ...]], bytes] = {}
_MOST_PAINTED = 1_000
_JPEG_QUALITY = 95  # for the pictures that must be turned or converted to sRGB


class PictureStore:
    """The pictures of a document by the digest of their files."""

    def __init__(self, canvas: BookletCanvas, palette: Mapping[str, Colour]) -> None:
        self._canvas = canvas
        self._palette = palette

    def draw(self, picture: Picture, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture scaled to a box whose bottom left corner is (x, y). The caller saves the graphics state."""
        if not self._canvas.hasForm(picture.digest):
            form = self._drawing(picture) if isinstance(picture, Drawing) else self._raster(picture)
            self._canvas.document.addForm(picture.digest, form)
        if isinstance(picture, Drawing):  # its own units, y downwards
            matrix = (width / picture.width, 0, 0, -height / picture.height, x, y + height)
        else:
            matrix = (width, 0, 0, height, x, y)
        self._canvas.emit(" ".join(number(float(value), 5) for value in matrix) + " cm")
        self._canvas.doForm(picture.digest)

    def _drawing(self, drawing: Drawing) -> pdfdoc.PDFObject:
        # What sticks out of the view box is drawn; a fragment that wants it cut off says so.
        box = (-drawing.width, -drawing.height, 2 * drawing.width, 2 * drawing.height)
        stream = pdfdoc.PDFStream(content=_painted(drawing, self._palette))
        stream.dictionary["Type"] = pdfdoc.PDFName("XObject")
        stream.dictionary["Subtype"] = pdfdoc.PDFName("Form")
        stream.dictionary["BBox"] = array(number(float(value)).encode("ascii") for value in box)
        stream.dictionary["Resources"] = b"<<>>"
        stream.dictionary["Filter"] = pdfdoc.PDFName("FlateDecode")
        return stream

    def _raster(self, raster: Raster) -> pdfdoc.PDFObject:
        from PIL import Image  # 20 ms, and most booklets have drawings only

        with Image.open(io.BytesIO(raster.data)) as image:
            turned = turn(image)
            kept = raster.format == "jpeg" and turned is None and image.mode in {"RGB", "L"}
            if kept and not _other_profile(image):
                return _image(raster.digest, image, plain_jpeg(raster.data), "DCTDecode")
            image.load()  # while its data is open: what needs no conversion is the image itself
            rgb, alpha = _to_srgb(image)
        if turned is not None:
            rgb, alpha = rgb.transpose(turned), alpha and alpha.transpose(turned)
        if raster.format == "jpeg":
            data = io.BytesIO()
            rgb.save(data, "JPEG", quality=_JPEG_QUALITY, optimize=True)
            return _image(raster.digest, rgb, plain_jpeg(data.getvalue()), "DCTDecode")  # Pillow copies comments
        form = _image(raster.digest, rgb, zlib.compress(rgb.tobytes(), 9), "FlateDecode")
        if alpha is not None:
            mask = _image(raster.digest + "a", alpha, zlib.compress(alpha.tobytes(), 9), "FlateDecode")
            form.smask = self._canvas.document.Reference(mask)
        return form


def _painted(drawing: Drawing, palette: Mapping[str, Colour]) -> bytes:
    """A drawing's operators, compressed; kept from one document to the next, which show the same pictures."""
    names = {name for shape in drawing.shapes for name in (shape.fill, shape.stroke) if name in palette}
    key = drawing.digest, tuple(sorted((name, palette[name].rgb) for name in names if name is not None))
    found = _PAINTED.get(key)
    if found is None:
        operators = []
        for shape in drawing.shapes:
            operators += ["q", *paint_path(shape, palette), "Q"]
        found = zlib.compress("\n".join(operators).encode("ascii"), 9)
        if len(_PAINTED) >= _MOST_PAINTED:
            _PAINTED.clear()
        _PAINTED[key] = found
    return found


def _image(name: str, image: Image.Image, data: bytes, filter_: str) -> pdfdoc.PDFImageXObject:
    """ReportLab's image object around data that is encoded already (its own encoding is base 85)."""
    form = pdfdoc.PDFImageXObject(name)
    form.width, form.height = image.size
    form.bitsPerComponent = 8
    form.colorSpace = "DeviceGray" if image.mode == "L" else "DeviceRGB"
    form.streamContent = data
    form._filters = (filter_,)
    return form


def _other_profile(image: Image.Image) -> bytes | None:
    """An embedded colour profile other than sRGB."""
    profile = image.info.get("icc_profile")
    if not profile:
        return None
    from PIL import ImageCms

    try:
        described = ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(profile)))
    except (ImageCms.PyCMSError, OSError):
        return None
    return None if "sRGB" in described else bytes(profile)


def _to_srgb(image: Image.Image) -> tuple[Image.Image, Image.Image | None]:
    """The picture's colours in sRGB or grey, 8 bits each, and its transparency where it has any."""
    alpha = None
    if "A" in image.getbands() or "transparency" in image.info:
        image = image.convert("RGBA")
        alpha = image.getchannel("A")
        if alpha.getextrema() == (255, 255):
            alpha = None
        image = image.convert("RGB")
    elif image.mode.startswith("I"):  # 16 bits
        image = image.point(lambda value: value / 257).convert("L")
    elif image.mode == "1":
        image = image.convert("L")
    profile = _other_profile(image) if image.mode in {"RGB", "CMYK", "L"} else None
    if profile is not None:
        from PIL import ImageCms

        try:
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(image, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
        except ImageCms.PyCMSError:
            converted = None  # a broken profile, or one for another kind of colour
        if converted is not None:
            return converted, alpha
    return image if image.mode == "L" else image.convert("RGB"), alpha
