"""The process that opens a file from outside: no settings, no network needed, hard limits, one answer.

``python -m thihanh.documents.inspection.worker FILE FORMAT`` prints one line of JSON.
"""

import json
import resource
import sys
import zipfile
from pathlib import Path

from thihanh.documents.inspection import archives, images, pdfs
from thihanh.documents.inspection.formats import MEGABYTE, FileRefused, disguised

CPU_SECONDS = 2
MEMORY = 256 * MEGABYTE
_READERS = {
    "pdf": pdfs.pdf,
    "jpeg": images.jpeg,
    "png": images.png,
    "tiff": images.tiff,
    "docx": archives.docx,
}
_EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


def inspect(path: Path, code: str) -> int:
    """The number of pages of a file that may be taken; raises FileRefused."""
    content = path.read_bytes()
    if _EICAR in content:
        raise FileRefused(
            "virus", "tệp mang dấu hiệu của mã độc nên không được nhận. Hãy báo bộ phận công nghệ."
        )
    if code != "docx" and zipfile.is_zipfile(path):
        raise disguised()
    if code in ("jpeg", "png", "tiff"):
        images.check_words(content)
    return _READERS[code](content)


def main() -> None:
    """Answer for one file; whatever breaks the reader is the file's fault."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer: dict[str, object] = {"pages": inspect(Path(sys.argv[1]), sys.argv[2])}
    except FileRefused as refused:
        answer = {"code": refused.code, "sentence": refused.sentence}
    used = resource.getrusage(resource.RUSAGE_SELF)
    answer |= {"cpu": used.ru_utime + used.ru_stime, "kilobytes": _peak() or used.ru_maxrss}
    sys.stdout.write(json.dumps(answer))


def _peak() -> int:
    """The most memory of this process alone, in KiB; ``ru_maxrss`` counts the parent it was born from too."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)


if __name__ == "__main__":
    main()
