# SPDX-License-Identifier: Apache-2.0
"""Addresses that a link may lead to: ``https:``, ``mailto:`` and ``tel:``, and what a person sees of them."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

__all__ = ["address_fault", "bare_address", "contact_fault", "dialled_differently"]

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{1,62}\Z", re.ASCII | re.I)
_MAIL = re.compile(r"[A-Za-z0-9.!#$&'*+/=^_`{|}~-]{1,64}@([A-Za-z0-9.-]{1,255})\Z")
_PRINTED_ONLY = ("post", "facebook", "instagram", "x")
"""Contacts that may be printed without a link: a wrong link would lead readers to a stranger."""

_SCHEMES = {"phone": "tel", "email": "mailto"}
_BARE = re.compile(
    r"https?://|\bwww\.\w|[^\s@]@[^\s@.]{1,64}\.[^\s@]"
    r"|\+[0-9][0-9 ().-]{5,20}[0-9]|\b0[0-9]{1,4}[ -][0-9]{2,4}[ -][0-9]{2}"
)


def address_fault(href: str) -> tuple[str, str] | None:
    """Say what is wrong with an address and how to mend it, or return None."""
    if len(href) > 2000:
        return "the address is longer than 2000 characters", "use a shorter one"
    begun = href[:4].lower() == "tel:"
    dialled = _dialled(href[4:] if begun else href)
    if dialled and not begun:
        return "an address begins with https:, mailto: or tel:", f"write it in full: tel:{dialled}"
    if dialled and any(char.isspace() for char in href):
        return "a number to be dialled has no spaces", f"write the number without spaces: tel:{dialled}"
    if not href.isascii() or not href.isprintable() or " " in href:
        # A URI in a PDF is 7-bit ASCII (ISO 32000-1, 12.6.4.7).
        return "the address holds a space or a character outside ASCII", "write it as browsers copy it (%20, xn--…)"
    scheme, colon, rest = href.partition(":")
    if not colon or scheme.lower() not in ("https", "mailto", "tel"):
        if scheme.lower() == "http":
            return "http: addresses are not safe for readers", "use https:"
        return "an address begins with https:, mailto: or tel:", f"write it in full{_in_full(href)}"
    if scheme.lower() == "tel":
        digits = re.sub(r"[.()-]", "", rest)
        if not re.fullmatch(r"\+?[0-9*#]{3,15}", digits):
            return "this is no telephone number", "write 3 to 15 digits, like tel:+41225550100 or tel:116111"
        return None
    if scheme.lower() == "mailto":
        found = _MAIL.match(rest.partition("?")[0])
        if not found or not _HOST.match(found[1]):
            return "this is no e-mail address", "write it like mailto:name@example.org"
        return None
    return _web_fault(href)


def _dialled(number: str) -> str | None:
    """A telephone number as it is dialled, or None if it is none."""
    bare = re.sub(r"[\s.()/-]", "", number)
    return bare if re.fullmatch(r"\+?[0-9*#]{3,15}", bare) else None


def _in_full(bare: str) -> str:
    """How an address that lacks its beginning is meant."""
    for scheme in ("mailto:", "https://"):
        if address_fault(scheme + bare) is None:
            return f": {scheme}{bare}"
    return ", like https://example.org"


def _web_fault(href: str) -> tuple[str, str] | None:
    mend = "write it in full, like https://example.org"
    try:
        parts = urlsplit(href)
        host = parts.hostname or ""
        port = parts.port
    except ValueError:
        return "this is no web address", mend
    if "@" in parts.netloc or port is not None:
        return "a web address for readers has no user name and no port", "leave them out"
    if not _HOST.match(host):
        return "the web address names no site", mend
    return None


def contact_fault(kind: str, href: str | None) -> tuple[str, str] | None:
    """Say what is wrong with a contact's address given the contact's type, or return None."""
    if href is None and kind in _PRINTED_ONLY:
        return None
    scheme = _SCHEMES.get(kind, "https")
    if href is None:
        return f"a contact of type ‘{kind}’ needs an address", f"add href: “{scheme}:…”"
    fault = address_fault(href)
    if fault is None and not href.lower().startswith(scheme + ":"):
        return f"the address of a contact of type ‘{kind}’ begins with {scheme}:", "correct the type or the address"
    return fault


def dialled_differently(shown: str, href: str) -> bool:
    """Say whether a printed telephone number and its ``tel:`` address are different numbers.

    A printed number may leave out the country's code and then begin with a zero (0800 … for +41 800 …), and it may
    have a “(0)”. Numbers spelt with letters are not compared.
    """
    if any(char.isalpha() for char in shown):
        return False
    printed = "".join(str(int(char)) for char in shown.replace("(0)", "") if char.isdecimal())
    dialled = "".join(char for char in href if char.isdigit())
    return not printed or not dialled.endswith(printed.lstrip("0") if len(printed) > 4 else printed)


def bare_address(text: str) -> tuple[int, str] | None:
    """Find a web or e-mail address or telephone number in running text: its offset and its beginning."""
    match = _BARE.search(text)
    return (match.start(), text[match.start() : match.start() + 40].split(" ")[0]) if match else None
