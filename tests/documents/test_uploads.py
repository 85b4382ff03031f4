"""Files from outside: scans are taken, hostile ones refused by a limited process, with a sentence."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.documents.hostile_files import RLO, corpus, good, jpeg, pdf, word
from thihanh.documents.inspection.formats import LARGEST, MEGABYTE, SCANS, TEMPLATES, FileRefused
from thihanh.documents.inspection.sandbox import inspect, shown_name


def judged(file: tuple[str, str, bytes]) -> FileRefused | None:
    _, name, content = file
    accepted = TEMPLATES if name.endswith(".docx") else SCANS
    try:
        inspect(content, name, accepted)
    except FileRefused as refused:
        return refused
    return None


def test_every_hostile_file_is_refused_in_words() -> None:
    files = list(corpus())
    assert len(files) >= 150
    assert len({one[0] for one in files}) >= 15
    with ThreadPoolExecutor(3) as pool:
        answers = list(pool.map(judged, files))
    taken = [(one[0], one[1]) for one, answer in zip(files, answers, strict=True) if answer is None]
    assert taken == []
    for answer in answers:
        assert answer is not None
        assert answer.sentence.startswith("Dữ liệu: ")
        assert "Hãy" in answer.sentence or answer.code == "type"


@pytest.mark.parametrize(
    ("name", "content"), list(good()), ids=lambda one: one if isinstance(one, str) else ""
)
def test_scans_as_offices_make_them_are_taken(name: str, content: bytes) -> None:
    found = inspect(content, name, SCANS)
    assert found.pages >= 1
    assert found.cpu <= 2
    assert found.kilobytes <= 256 * 1024


def test_a_template_is_taken_as_a_template_and_not_as_a_scan() -> None:
    assert inspect(word(), "mau.docx", TEMPLATES).format.code == "docx"
    with pytest.raises(FileRefused, match=r"chỉ nhận tệp \.pdf"):
        inspect(word(), "mau.docx", SCANS)


def test_a_large_file_is_refused_before_anything_reads_it() -> None:
    with pytest.raises(FileRefused, match="quá giới hạn 25 MB"):
        inspect(pdf() + b"\x00" * LARGEST, "to.pdf", SCANS)


def test_a_large_scan_stays_inside_the_limits() -> None:
    import os

    import pikepdf

    def fill(made: pikepdf.Pdf) -> None:
        for _ in range(20):
            page = pikepdf.Stream(
                made, os.urandom(MEGABYTE), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image
            )
            made.pages[0].Resources = pikepdf.Dictionary(
                XObject=pikepdf.Dictionary(A=made.make_indirect(page))
            )
            made.add_blank_page()

    found = inspect(pdf(fill), "to.pdf", SCANS)
    assert found.cpu <= 2
    assert found.kilobytes <= 256 * 1024


def test_names_lose_what_turns_them_around() -> None:
    assert shown_name(f"anh{RLO}fdp.jpg") == "anhfdp.jpg"
    assert shown_name("C:\\Users\\lan\\Biên bản số 12.pdf") == "Biên bản số 12.pdf"
    assert shown_name('a"<b>\r\nSet-Cookie: x.pdf') == "a__b_Set-Cookie_ x.pdf"
    assert len(shown_name("ă" * 900 + ".pdf")) == 150
    assert inspect(jpeg(), f"bien-ban{RLO}.jpg", SCANS).name == "bien-ban.jpg"
