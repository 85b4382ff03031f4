"""A template an office brings: names of the allow-list only, no code, nothing embedded, nothing outside."""

import io
import zipfile

import pytest

from thihanh.documents import packages
from thihanh.documents.problems import Refused
from thihanh.documents.rendering import delivered, docx, prepared
from thihanh.documents.samples import sample
from thihanh.documents.templating import check_template

BODY = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
TYPES = "[Content_Types].xml"


def changed(part=BODY, old=None, new=None, *, added=None, name="quyet-dinh"):
    """The delivered template with one part changed, or with parts added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(delivered(name))) as source, zipfile.ZipFile(made, "w") as target:
        for entry in source.namelist():
            content = source.read(entry).decode("utf-8", "surrogateescape")
            if entry == part and old is not None:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(entry, content.encode("utf-8", "surrogateescape"))
        for entry, content in (added or {}).items():
            target.writestr(entry, content)
    return made.getvalue()


def with_text(text):
    """The decision with a paragraph of this text before its articles."""
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return changed(old="<w:t>QUYẾT ĐỊNH:</w:t>", new=f"<w:t>QUYẾT ĐỊNH:</w:t></w:r><w:r><w:t>{escaped}</w:t>")


PROBES = [
    "{{ 7*7 }}",
    "{{ ''.__class__ }}",
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ co_quan.__class__ }}",
    "{{ co_quan.upper() }}",
    "{{ co_quan.format(1) }}",
    "{{ '%s'|format(1) }}",
    "{{ co_quan|upper }}",
    "{{ co_quan|attr('__class__') }}",
    "{{ co_quan|safe }}",
    "{{ co_quan|map('upper') }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ config }}",
    "{{ request }}",
    "{{ request.application.__globals__ }}",
    "{{ lipsum }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ cycler.__init__.__globals__.os }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{{ [1,2,3] }}",
    "{{ {'a': 1} }}",
    "{{ can_cu[0] }}",
    "{{ can_cu[0].chu }}",
    "{{ can_cu.append(1) }}",
    "{{ can_cu }}",
    "{{ dieu }}",
    "{{ mat_khau }}",
    "{{ SECRET_KEY }}",
    "{{ 'a' }}",
    "{{ 1 }}",
    "{{ true }}",
    "{{ co_quan ~ co_quan }}",
    "{{ co_quan * 1000000 }}",
    "{{ co_quan if ly_do else so_ky_hieu }}",
    "{{ co_quan is defined }}",
    "{{ (co_quan) and ly_do }}",
    "{% set x = 1 %}",
    "{% set x %}a{% endset %}",
    "{% import 'os' as os %}",
    "{% from 'os' import path %}",
    "{% include '/etc/passwd' %}",
    "{% extends '/etc/passwd' %}",
    "{% block a %}{% endblock %}",
    "{% macro a() %}{% endmacro %}",
    "{% call a() %}{% endcall %}",
    "{% filter upper %}a{% endfilter %}",
    "{% with x = 1 %}{% endwith %}",
    "{% autoescape false %}{{ co_quan }}{% endautoescape %}",
    "{% do 1 %}",
    "{% for x in range(9) %}{% endfor %}",
    "{% for x in 'abc' %}{% endfor %}",
    "{% for x in co_quan %}{{ x }}{% endfor %}",
    "{% for x in can_cu if x.chu %}{% endfor %}",
    "{% for x in can_cu recursive %}{% endfor %}",
    "{% for x in can_cu %}{{ x }}{% endfor %}",
    "{% for x in can_cu %}{{ x.mat_khau }}{% endfor %}",
    "{% for x in can_cu %}{{ x.chu.__class__ }}{% endfor %}",
    "{% for x in can_cu %}{{ loop.__class__ }}{% endfor %}",
    "{% for x in can_cu %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for x, y in can_cu %}{% endfor %}",
    "{% for a in can_cu %}{% for b in can_cu %}{% for c in can_cu %}x{% endfor %}{% endfor %}{% endfor %}",
    "{% for x in can_cu %}a{% else %}b{% endfor %}",
    "{% if co_quan == ly_do %}{% endif %}",
    "{% if co_quan < 'a' %}{% endif %}",
    "{% if 'a' in co_quan %}{% endif %}",
    "{% if co_quan.__len__() %}{% endif %}",
    "{% if 1 %}{% endif %}",
    "{% if mat_khau %}{% endif %}",
    "{% if co_quan == '" + "a" * 100 + "' %}{% endif %}",
    "{% if co_quan %}",
    "{{ co_quan",
    "{{ }}",
    "{% raw %}{{ co_quan }}{% endraw %}{% endif %}",
]


@pytest.mark.parametrize("probe", PROBES)
def test_a_probe_does_nothing_and_is_named_with_its_place(probe):
    template = with_text(probe)
    problems = check_template(template)
    assert problems
    assert problems[0].where.startswith("thân văn bản")
    with pytest.raises(Refused, match=r"^Dữ liệu: mẫu văn bản không dùng được"):
        docx(sample("QD-HOAN", "R25"), template)


def test_there_are_at_least_fifty_probes():
    assert len(set(PROBES)) >= 50


@pytest.mark.parametrize(
    "text",
    [
        "{{ ly_do }}",
        "{% if ly_do %}Lý do: {{ ly_do }}{% endif %}",
        "{% if not ly_do and nghia_vu_tien %}x{% elif che_do == 'R25' %}y{% else %}z{% endif %}",
        "{% for n in nghia_vu %}{% if loop.last %}{{ n.dong }}{% endif %}{% endfor %}",
        "{% for d in dieu %}{% for x in d.doan %}{{ x }}{% endfor %}{% endfor %}",
        "{# ghi chú của phòng #}",
        "Số tiền 100% { } {{ so_tien }}",
    ],
)
def test_what_offices_need_is_allowed(text):
    assert check_template(with_text(text)) == []
    assert docx(sample("QD-HOAN", "R25"), with_text(text))


def test_an_unknown_field_is_named_with_the_words_around_it():
    problems = check_template(with_text("Số tiền còn lại: {{ so_tien_con_lai }}"))
    assert "trường «so_tien_con_lai» không có" in problems[0].what
    assert "Số tiền còn lại" in problems[0].where


def test_marks_that_word_has_split_over_runs_are_read_as_one():
    split = changed(
        old="<w:t>QUYẾT ĐỊNH:</w:t>",
        new="<w:t>QUYẾT ĐỊNH:</w:t></w:r><w:r><w:t>{</w:t></w:r><w:r><w:b/><w:t>{ ly_</w:t></w:r><w:r>"
        "<w:t>do }</w:t></w:r><w:r><w:t>}</w:t>",
    )
    assert check_template(split) == []
    hostile = changed(
        old="<w:t>QUYẾT ĐỊNH:</w:t>",
        new="<w:t>QUYẾT ĐỊNH:</w:t></w:r><w:r><w:t>{{ ''.__cl</w:t></w:r><w:r><w:t>ass__ }}</w:t>",
    )
    assert check_template(hostile)


def relation(kind, target, mode=""):
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return f'<Relationship Id="rId99" Type="{base}/{kind}" Target="{target}"{mode}/></Relationships>'


EXTERNAL = ' TargetMode="External"'
PACKAGES = {
    "a linked picture": changed(
        RELATIONS, "</Relationships>", relation("image", "http://a.example/x.png", EXTERNAL)
    ),
    "a linked file": changed(
        RELATIONS, "</Relationships>", relation("image", "file:///etc/passwd", EXTERNAL)
    ),
    "a link": changed(RELATIONS, "</Relationships>", relation("hyperlink", "http://a.example", EXTERNAL)),
    "an attached template": changed(RELATIONS, "</Relationships>", relation("attachedTemplate", "x.dotm")),
    "an embedded object": changed(RELATIONS, "</Relationships>", relation("oleObject", "embeddings/x.bin")),
    "another document inside": changed(RELATIONS, "</Relationships>", relation("aFChunk", "x.html")),
    "macros": changed(added={"word/vbaProject.bin": b"x"}),
    "an embedded file": changed(added={"word/embeddings/x.bin": b"x"}),
    "a way out of the folder": changed(added={"../../x.xml": b"<a/>"}),
    "an absolute name": changed(added={"/word/x.xml": b"<a/>"}),
    "a vector picture": changed(added={"word/media/x.svg": b"<svg onload='x'/>"}),
    "a macro type": changed(
        TYPES, "wordprocessingml.document.main+xml", "template.macroEnabledTemplate.main+xml"
    ),
    "entities": changed(old="<w:document", new="<!DOCTYPE a [<!ENTITY b 'c'>]><w:document"),
    "broken xml": changed(old="</w:body>", new=""),
    "a field that includes": changed(
        old="<w:t>QUYẾT ĐỊNH:</w:t>", new='<w:instrText>INCLUDETEXT "/etc/passwd"</w:instrText>'
    ),
    "a field split in two": changed(
        old="<w:t>QUYẾT ĐỊNH:</w:t>",
        new="<w:instrText>DDE</w:instrText></w:r><w:r><w:instrText>AUTO c:\\x</w:instrText>",
    ),
    "a field in an attribute": changed(
        old="<w:t>QUYẾT ĐỊNH:</w:t>", new='</w:r><w:fldSimple w:instr="INCLUDEPICTURE x"/><w:r>'
    ),
    "too many parts": changed(added={f"customXml/x{n}.xml": b"<a/>" for n in range(300)}),
    "a bomb": changed(added={"word/bomb.xml": b" " * (packages.LARGEST_PART + 1)}),
    "too large": b"PK" + b"x" * packages.LARGEST_FILE,
    "no zip": b"not a file of Word",
    "empty": b"",
    "no body": changed(added={}).replace(b"word/document.xml", b"word/dokument.xml"),
    "cut off": delivered("quyet-dinh")[:3000],
}


@pytest.mark.parametrize("name", PACKAGES)
def test_a_hostile_package_is_refused_before_anything_is_rendered(name):
    assert check_template(PACKAGES[name])
    with pytest.raises(Refused):
        prepared(PACKAGES[name])


def test_headers_and_footers_are_read_as_strictly_as_the_body():
    hostile = changed("word/header1.xml", "<w:p>", "<w:p><w:r><w:t>{{ ''.__class__ }}</w:t></w:r>")
    assert check_template(hostile)[0].where.startswith("đầu trang")
