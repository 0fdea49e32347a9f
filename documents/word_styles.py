"""Real styles for a Word file, so that a clerk changes a look in one place, and the small pieces of its XML."""

from __future__ import annotations

from docx.document import Document as Doc
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from documents.profile import Profile
from reporting.texts import papers as texts

LANGUAGE = "vi-VN"
BLACK = RGBColor(0, 0, 0)


def prepare(document: Doc, look: Profile) -> None:
    """Everything from Times New Roman, black, in Vietnamese."""
    _language(document)
    normal = _style(document, "Normal", look, look.body, look.line)
    normal.paragraph_format.widow_control = True
    body = _style(document, "Body Text", look, look.body, look.line, after=look.after)
    body.paragraph_format.alignment = ALIGN.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(look.first_line)
    for name in ("Heading 1", "Heading 2"):
        heading = _style(document, name, look, look.body, look.line, after=look.after, bold=True)
        heading.paragraph_format.first_line_indent = Mm(look.first_line)
        heading.paragraph_format.alignment = ALIGN.JUSTIFY
        heading.paragraph_format.keep_with_next = True
    kind = _style(document, "Title", look, look.kind, look.kind + 5, bold=True)
    kind.paragraph_format.space_before = Pt(2 * look.after)
    subject = _style(document, "Subtitle", look, look.subject, look.subject + 4, bold=True)
    number = _style(document, "Header", look, look.body, look.line)
    for style in (kind, subject, number):
        style.paragraph_format.alignment = ALIGN.CENTER
    _style(document, texts.STYLE_HEAD, look, look.head, look.line)
    _style(document, texts.STYLE_TABLE, look, look.table, look.table_line)
    _style(document, texts.STYLE_ITEMS, look, look.items, look.items_line)


def _style(
    document: Doc, name: str, look: Profile, size: float, line: float, after: float = 0, bold: bool = False
) -> ParagraphStyle:
    known = document.styles
    style = known[name] if name in known else known.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    assert isinstance(style, ParagraphStyle)
    properties = style.element.get_or_add_rPr()
    for child in list(properties):
        properties.remove(child)
    style.font.name, style.font.size, style.font.bold, style.font.italic = look.font, Pt(size), bold, False
    style.font.color.rgb = BLACK
    properties.rFonts.set(qn("w:eastAsia"), look.font)
    properties.rFonts.set(qn("w:cs"), look.font)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(0), Pt(after)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(line)
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.get_or_add_pPr().remove(borders)
    return style


def _language(document: Doc) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for child in defaults.findall(qn("w:lang")):
        defaults.remove(child)
    defaults.append(element("lang", val=LANGUAGE, eastAsia=LANGUAGE))
    settings = document.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), "15")  # Word of today: tables stand on the margin
    theme = settings.find(qn("w:themeFontLang"))
    if theme is not None:
        theme.set(qn("w:val"), LANGUAGE)


def element(tag: str, text: str = "", **attributes: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    if text:
        made.text = text
    return made


def border(paragraph: Paragraph) -> None:
    """A solid rule below, as long as the paragraph is wide between its indents."""
    borders = element("pBdr")
    borders.append(element("bottom", val="single", sz="6", space="1", color="000000"))
    properties = paragraph._p.get_or_add_pPr()
    before = properties.find(qn("w:spacing")), properties.find(qn("w:ind")), properties.find(qn("w:jc"))
    first = next((child for child in before if child is not None), None)
    if first is None:
        properties.append(borders)
    else:
        first.addprevious(borders)
