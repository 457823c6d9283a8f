"""Word and OpenDocument files made for tests."""

import io
import zipfile
from html import escape

RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def packed(parts, compression=zipfile.ZIP_DEFLATED):
    """A zip file of *parts*: content by path."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        for path, content in parts.items():
            archive.writestr(path, content)
    return out.getvalue()


def relations(*related):
    rows = "".join(f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in related)
    return f"<Relationships>{rows}</Relationships>"


def word(body, links=(), main="word/document.xml", **parts):
    """A Word file with *body* in it; *parts* are `numbering`, `styles`, `footnotes` … as XML without declaration."""
    folder, _, file = main.rpartition("/")
    related = [(f"p{kind}", kind, f"{kind}.xml") for kind in parts] + [(name, "hyperlink", escape(to)) for name, to in links]
    return packed(
        {
            "_rels/.rels": relations(("m", "officeDocument", main)),
            main: f'<?xml version="1.0"?><w:document xmlns:w="w" xmlns:r="r"><w:body>{body}</w:body></w:document>',
            f"{folder}/_rels/{file}.rels": relations(*related),
            **{f"{folder}/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def paragraph(text="", inner="", properties=""):
    run = f"<w:r><w:t>{escape(text)}</w:t></w:r>" if text else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}{inner}</w:p>"


def complex_field(code, shown="(1)", data=""):
    """A field whose code is spread over two runs, as Word likes to do."""
    half = len(code) // 2
    codes = "".join(f"<w:r><w:instrText>{escape(part)}</w:instrText></w:r>" for part in (code[:half], code[half:]))
    held = f"<w:fldData>{data}</w:fldData>" if data else ""
    return (
        f'<w:r><w:fldChar w:fldCharType="begin">{held}</w:fldChar></w:r>{codes}<w:r><w:fldChar w:fldCharType="separate"/>'
        f'</w:r><w:r><w:t>{shown}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def numbering(*levels):
    """A numbered list with the name 1: form and pattern of each level."""
    rows = "".join(
        f'<w:lvl w:ilvl="{place}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
        for place, (form, pattern) in enumerate(levels)
    )
    return (
        f'<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def open_text(body, styles=""):
    """An OpenDocument text with *body* in it."""
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f'<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles>'
            f"{styles}</office:automatic-styles><office:body><office:text>{body}</office:text></office:body></office:document-content>",
        }
    )
