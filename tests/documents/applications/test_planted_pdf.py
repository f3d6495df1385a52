"""A pdf with a surname in every layer, and badly blacked-out files: all is seen, none survives."""

# ruff: noqa: E501 - an object a line
from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from fairscreen.documents import inspect, read_application


def drawn(canvas: Any, plant: Callable[[str], str], photo: bytes) -> None:
    """The pages."""
    from reportlab.lib.utils import ImageReader

    def head_and_foot() -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, 815, head)
        canvas.drawString(72, 20, foot)

    head, foot = plant("page head"), plant("page foot")
    head_and_foot()
    canvas.setFont("Helvetica-Bold", 20)
    canvas.drawString(72, 760, plant("heading"))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 730, f"Jag heter {plant('running text')} och söker tjänsten.")
    parted = plant("word parted at the end of a line")
    canvas.drawString(
        72, 714, f"Under flera år arbetade jag med ledning tillsammans med {parted[:4]}-"
    )
    canvas.drawString(72, 700, f"{parted[4:]} och andra i verksamheten.")
    canvas.drawString(72, 680, "Jag fick namnet " + "".join(plant("text in capitals").upper()))
    for row, text in enumerate((plant("first column"), "tre år i skolan", "ett år i vården")):
        canvas.drawString(72, 640 - 14 * row, text)
    for row, text in enumerate((plant("second column"), "körkort", "datorvana")):
        canvas.drawString(330, 640 - 14 * row, text)
    canvas.saveState()
    canvas.rotate(90)
    canvas.drawString(300, -40, plant("turned text"))
    canvas.restoreState()
    canvas.beginForm("ram")
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 560, plant("text in a form of the page"))
    canvas.endForm()
    canvas.doForm("ram")
    canvas.setFillColorRGB(1, 1, 1)
    canvas.drawString(72, 530, plant("white text"))
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont("Helvetica", 0.8)
    canvas.drawString(72, 510, plant("tiny text"))
    canvas.setFont("Helvetica", 11)
    canvas.drawString(-300, 500, plant("text off the page"))
    canvas.saveState()
    invisible = canvas.beginText(72, 480)
    invisible.setTextRenderMode(3)
    invisible.textOut(plant("invisible text"))
    canvas.drawText(invisible)
    canvas.restoreState()
    canvas.drawString(72, 460, plant("text under a box"))
    canvas.rect(70, 455, 200, 18, stroke=0, fill=1)
    canvas.drawString(72, 430, plant("text under a picture"))
    canvas.drawImage(ImageReader(io.BytesIO(photo)), 60, 400, 250, 60)
    canvas.bookmarkPage("p1")
    canvas.addOutlineEntry(plant("bookmark"), "p1")
    canvas.acroForm.textfield(
        name=plant("name of a field"),
        tooltip=plant("tooltip of a field"),
        value=plant("value of a field"),
        x=72,
        y=340,
        width=300,
    )
    canvas.acroForm.choice(
        name="val",
        options=[plant("choice in a list"), "annat"],
        value="annat",
        x=72,
        y=300,
        width=300,
    )
    canvas.linkURL(f"https://example.se/{plant('target of a link')}", (72, 260, 200, 270))
    canvas.showPage()
    head_and_foot()
    canvas.setFont("Helvetica", 11)
    canvas.drawString(72, 700, f"Med vänlig hälsning, {plant('second page')}")
    canvas.showPage()


def with_more(
    data: bytes, plant: Callable[[str], str], make_docx: Callable[..., bytes], photo: bytes
) -> bytes:
    """The file with what canvases cannot do."""
    pdf = pikepdf.open(io.BytesIO(data))
    page = pdf.pages[0].obj

    def note(kind: str, **more: Any) -> Dictionary:
        return pdf.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name(f"/{kind}"), Rect=[300, 700, 340, 720], **more)
        )

    page.Annots.append(
        note(
            "Text",
            Contents=String(plant("note")),
            T=String(plant("author of a note")),
            RC=String(f"<p>{plant('rich text of a note')}</p>"),
        )
    )
    typewriter = pdf.make_stream(
        f"BT /Helv 11 Tf 72 240 Td ({plant('typewriter note')}) Tj ET".encode(),
        Type=Name.XObject,
        Subtype=Name.Form,
        BBox=[0, 0, 595, 842],
        Resources=Dictionary(
            Font=Dictionary(
                Helv=Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
            )
        ),
    )
    page.Annots.append(
        pdf.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.FreeText,
                Rect=[0, 0, 595, 842],
                AP=Dictionary(N=typewriter),
                Contents=String(plant("content of a typewriter note")),
            )
        )
    )
    for name, place in (
        ("/Author", "author"),
        ("/Title", "title"),
        ("/Subject", "subject"),
        ("/Keywords", "keywords"),
        ("/Bransch", "property of one’s own"),
    ):
        pdf.docinfo[name] = String(plant(place))
    pdf.Root.Metadata = pdf.make_stream(
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
        '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:h="urn:h" '
        f'h:saved="{plant("history in XMP")}"><dc:creator><rdf:Seq><rdf:li>{plant("XMP")}</rdf:li></rdf:Seq>'
        "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>".encode(),
        Type=Name.Metadata,
        Subtype=Name.XML,
    )
    pdf.attachments[f"{plant('name of an attachment')}.txt"] = pikepdf.AttachedFileSpec(
        pdf, plant("attachment").encode(), description=plant("description of an attachment")
    )
    inner = make_docx(f"<w:p><w:r><w:t>{plant('Word file attached')}</w:t></w:r></w:p>")
    pdf.attachments["intyg.docx"] = pikepdf.AttachedFileSpec(pdf, inner)
    pdf.Root.OpenAction = Dictionary(
        S=Name.JavaScript, JS=String(f"app.alert('{plant('script')}')")
    )
    pdf.Root.PageLabels = Dictionary(Nums=[0, Dictionary(P=String(plant("page label")))])
    element = pdf.make_indirect(
        Dictionary(
            Type=Name.StructElem,
            S=Name.Figure,
            Alt=String(plant("alternative text")),
            ActualText=String(plant("actual text")),
            T=String(plant("title of an element")),
        )
    )
    pdf.Root.StructTreeRoot = pdf.make_indirect(
        Dictionary(Type=Name.StructTreeRoot, K=Array([element]))
    )
    page.PieceInfo = Dictionary(
        Illustrator=Dictionary(Private=String(plant("private data of a program")))
    )
    page.Thumb = pdf.make_stream(
        b"\x00" * 4,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=2,
        Height=2,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceGray,
        Name=String(plant("name of a thumbnail")),
    )
    group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(plant("name of a layer"))))
    pdf.Root.OCProperties = Dictionary(OCGs=[group], D=Dictionary(OFF=[group]))
    page.Resources.Properties = Dictionary(Lager=group)
    pdf.pages[0].contents_add(
        f"/OC /Lager BDC BT /F1 11 Tf 72 200 Td ({plant('hidden layer')}) Tj ET EMC".encode()
    )
    page.Resources.XObject["/Foto"] = pdf.make_stream(
        photo,
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1654,
        Height=380,
        BitsPerComponent=8,
        ColorSpace=Name.DeviceRGB,
        Filter=Name.DCTDecode,
    )
    pdf.pages[0].contents_add(b"q 100 0 0 100 400 60 cm /Foto Do Q")
    pdf.Root.Kvar = pdf.make_stream(f"BT ({plant('stream that no page draws')}) Tj ET".encode())
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(
            Dictionary(
                FT=Name.Sig,
                T=String("sig"),
                V=Dictionary(
                    Type=Name.Sig,
                    Name=String(plant("name in a signature")),
                    Reason=String(plant("reason of a signature")),
                    Location=String(plant("place of a signature")),
                ),
            )
        )
    )
    pdf.Root.AcroForm.Fields.append(
        pdf.make_indirect(
            Dictionary(
                FT=Name.Tx,
                T=String("utan yta"),
                V=String(plant("field without a place")),
                DV=String(plant("preset of a field")),
            )
        )
    )
    written = io.BytesIO()
    pdf.save(written, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return written.getvalue()


def revised(data: bytes, old: str) -> bytes:
    """The file saved on top of itself with another first object for the text ``old``."""
    size = int(data[data.rindex(b"/Size") + 6 :].split()[0])
    start = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    root = data[data.rindex(b"/Root") + 6 :].split()[0]
    update = f"\n{size} 0 obj\n<< /Nytt ({old}) >>\nendobj\n".encode()
    again = f"{size} 0 obj\n<< /Nytt (ersatt) >>\nendobj\n".encode()
    for part in (update, again):
        place = len(data) + part.index(str(size).encode())
        table = f"xref\n{size} 1\n{place:010} 00000 n \ntrailer\n<< /Size {size + 1} /Root {root.decode()} 0 R /Prev {start} >>\n"
        start = len(data) + len(part)
        data += part + table.encode() + f"startxref\n{start}\n%%EOF\n".encode()
    return data


@pytest.fixture
def planted(
    garden: Any, make_pdf: Callable[..., bytes], make_docx: Callable[..., bytes],
    picture_of: Callable[..., bytes],
) -> bytes:  # fmt: skip
    """The file."""
    from PIL import Image

    exif = Image.Exif()
    exif[0x013B] = garden.plant("EXIF of a picture")
    photo = picture_of(
        ["Foto på", garden.plant("text in a picture")], "JPEG", exif=exif, quality=90
    )
    data = make_pdf(lambda canvas: drawn(canvas, garden.plant, photo), pageCompression=0)
    data = with_more(data, garden.plant, make_docx, photo)
    data = revised(data, garden.plant("earlier revision"))
    return data + garden.plant("bytes after the file").encode()


def test_every_planted_name_is_in_a_layer(garden: Any, planted: bytes) -> None:
    assert len(garden.places) >= 50
    missed = set(garden.places.values()) - set(garden.left_in(planted, "cv.pdf"))
    assert missed <= {"text in a picture"}  # that takes Tesseract


@pytest.mark.ocr
def test_names_in_pictures_are_read(garden: Any, planted: bytes) -> None:
    assert "text in a picture" in garden.left_in(planted, "cv.pdf")


@pytest.mark.parametrize("form", ["pdf", "docx", "html", "txt"])
def test_no_planted_name_survives_in_the_common_layout(
    garden: Any, planted: bytes, form: str
) -> None:
    assert garden.survivors(planted, "cv.pdf", "uniform", form) == {}


def test_no_planted_name_survives_with_the_look_kept(garden: Any, planted: bytes) -> None:
    assert garden.survivors(planted, "cv.pdf", "keep", "pdf") == {}


def test_what_shows_is_read(garden: Any, planted: bytes) -> None:
    text = read_application(planted, name="cv.pdf").text.lower()
    read = {place for name, place in garden.places.items() if name.lower() in text}
    assert read >= {
        "page head", "page foot", "heading", "running text", "text in capitals",
        "word parted at the end of a line", "first column", "second column", "turned text",
        "text in a form of the page", "value of a field", "field without a place",
        "typewriter note", "second page",
    }  # fmt: skip
    assert not read & {
        "tiny text", "text off the page", "invisible text", "hidden layer", "note", "attachment",
        "author", "alternative text", "bookmark", "earlier revision",
    }  # fmt: skip


def test_what_is_left_out_is_told(planted: bytes) -> None:
    codes = {warning.code for warning in read_application(planted, name="cv.pdf").warnings}
    assert codes >= {
        "attachments-left", "annotations", "scripts", "hidden-layers", "markup-hidden", "images",
    }  # fmt: skip


HIDDEN = [
    ("text under a box", "page 1: text under a shape or picture"),
    ("text under a picture", "page 1: text under a shape or picture"),
    ("white text", "page 1: text in the colour of its background"),
    ("tiny text", "page 1: tiny text"),
    ("text off the page", "page 1: text outside the page"),
    ("invisible text", "page 1: invisible text"),
    ("hidden layer", "hidden layers"),
    ("attachment", "attachment: text"),
    ("Word file attached", "attachment: word/document.xml: text"),
    ("earlier revision", "earlier revision 2: other strings"),
    ("note", "annotations"),
    ("value of a field", "form fields"),
    ("alternative text", "structure tree"),
    ("script", "scripts and actions"),
    ("bytes after the file", "bytes after the file"),
]


def test_what_was_hidden_badly_is_a_layer_of_its_own(garden: Any, planted: bytes) -> None:
    names = {place: name for name, place in garden.places.items()}
    layers: dict[str, str] = {}
    for found in inspect(planted):
        text = found.text.replace("\n", "").replace(" ", "")
        layers[found.name] = layers.get(found.name, "") + text
    missed = [place for place, layer in HIDDEN if names[place] not in layers.get(layer, "")]
    assert not missed


def test_plain_text_is_in_no_hidden_layer(make_pdf: Callable[..., bytes]) -> None:
    def draw(canvas: Any) -> None:
        canvas.setFillColorRGB(0.1, 0.2, 0.4)
        canvas.rect(0, 0, 200, 842, stroke=0, fill=1)
        canvas.setFillColorRGB(1, 1, 1)
        canvas.drawString(20, 700, "Vit text på blå spalt")
        canvas.setFillColorRGB(0, 0, 0)
        canvas.drawString(250, 700, "Svart text på vitt")

    names = {layer.name for layer in inspect(make_pdf(draw))}
    assert {name for name in names if name.startswith("page")} == {"page 1: text"}
