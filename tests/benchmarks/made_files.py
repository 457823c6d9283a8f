"""Files of packed and marked-up formats made from plain text, to be damaged."""

import html
import io
import re
import zipfile

LINES = 300  # of a text that go into a file
_PAGE = 40  # lines on a page of a PDF, which has one: reading it takes far longer than reading text


def saved_page(text: str) -> bytes:
    """A saved page with the lines of *text* as paragraphs and items of a list."""
    lines = [html.escape(line) for line in text.splitlines()[:LINES]]
    body = "\n".join(f"<li><i>{line}</i></li>" if number % 3 else f"<p class='a'>{line}<br></p>" for number, line in enumerate(lines))
    head = '<!DOCTYPE html><html><head><meta name="citation_doi" content="10.1234/a"><script>if (a < b) {}</script></head>'
    return f"{head}<body><![CDATA[x]]><!-- y --><ol start='3'>{body}</ol></body></html>".encode()


def word_file(text: str) -> bytes:
    """A Word file with the lines of *text* as its paragraphs."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in _escaped(text).splitlines()[:LINES])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr(
            "word/document.xml",
            '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
            f"<w:body>{paragraphs}</w:body></w:document>",
        )
        packed.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
    return out.getvalue()


def open_text_file(text: str) -> bytes:
    """An OpenDocument text with the lines of *text* as its paragraphs."""
    paragraphs = "".join(f"<text:p>{line}</text:p>" for line in _escaped(text).splitlines()[:LINES])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        packed.writestr(
            "content.xml",
            '<office:document-content xmlns:office="o" xmlns:text="t"><office:body><office:text>'
            f"{paragraphs}</office:text></office:body></office:document-content>",
        )
    return out.getvalue()


def pdf_file(text: str) -> bytes:
    """A PDF with the first lines of *text*, in Latin letters only, not packed."""
    lines = [re.sub(r"([\\()])", r"\\\1", line).encode("latin-1", "replace") for line in text.splitlines()[:_PAGE]]
    shown = b"BT /F1 8 Tf 12 TL 50 780 Td\n" + b"\n".join(b"(%s) '" % line for line in lines) + b"\nET"
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[4 0 R]>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 3 0 R>>>>/Contents 5 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(shown), shown),
    )
    out, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (table, len(out))


def _escaped(text):
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f]", "", text.replace("&", "&amp;").replace("<", "&lt;"))


MAKERS = {"docx": word_file, "html": saved_page, "odt": open_text_file, "pdf": pdf_file}
