"""Keeps one LibreOffice, turns .docx from standard input into PDF on standard output, one after the other.

    /usr/bin/python3 convert.py SOFFICE PROFILE

Frames: four bytes of length, then the bytes. An answer begins with one byte: P (the PDF) or E (an error).
A document is read from memory, so it has no folder it could name files of. Needs nothing of the product.
"""

import contextlib
import os
import signal
import struct
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

FRAME = struct.Struct(">I")
START_SECONDS = 60
NEVER = 0  # of the constants MacroExecMode and UpdateDocMode


def main(soffice, profile):
    pipe = f"thihanh{os.getpid()}"
    office = subprocess.Popen(
        [
            soffice, f"-env:UserInstallation=file://{profile}", "--headless", "--invisible", "--nologo",
            "--nodefault", "--norestore", "--nolockcheck", "--nofirststartwizard",
            f"--accept=pipe,name={pipe};urp;StarOffice.ComponentContext",
        ],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        serve(*connected(pipe, office), os.path.join(profile, "made.pdf"))
    finally:
        with contextlib.suppress(ProcessLookupError):
            office.send_signal(signal.SIGKILL)


def connected(pipe, office):
    """The running office: its maker of services, and the context they live in."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            context = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            if office.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.05)
            continue
        return context.ServiceManager, context


def serve(services, context, place):
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    answer(b"P", b"")  # ready
    while True:
        head = sys.stdin.buffer.read(FRAME.size)
        if len(head) < FRAME.size:
            return
        (length,) = FRAME.unpack(head)
        data = sys.stdin.buffer.read(length)
        try:
            stream = services.createInstanceWithContext("com.sun.star.io.SequenceInputStream", context)
            pdf = converted(desktop, stream, data, place)
        except Exception as error:
            answer(b"E", f"{type(error).__name__}: {error}"[:500].encode())
        else:
            answer(b"P", pdf)


def converted(desktop, stream, data, place):
    stream.initialize((uno.ByteSequence(data),))
    document = desktop.loadComponentFromURL(
        "private:stream", "_blank", 0,
        properties(
            InputStream=stream, FilterName="MS Word 2007 XML", Hidden=True, ReadOnly=True,
            MacroExecutionMode=NEVER, UpdateDocMode=NEVER,
        ),
    )  # fmt: skip
    if document is None:
        raise ValueError("not a text document")
    try:
        settings = properties(
            ExportBookmarksToPDFDestination=True,
            SelectPdfVersion=2,
            UseTaggedPDF=True,
            ExportBookmarks=False,
            UseLosslessCompression=True,
        )
        data = uno.Any("[]com.sun.star.beans.PropertyValue", settings)
        document.storeToURL(f"file://{place}", properties(FilterName="writer_pdf_Export", FilterData=data))
        with open(place, "rb") as made:
            return made.read()
    finally:
        document.close(True)
        with contextlib.suppress(FileNotFoundError):
            os.remove(place)


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


def answer(kind, content):
    sys.stdout.buffer.write(FRAME.pack(len(content) + 1) + kind + content)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(*sys.argv[1:3])
