"""The words of an RTF file as they are written into Word's tree: runs, paragraphs, notes, text boxes."""

from dataclasses import dataclass, field

from consultations.importers import wordtree
from consultations.importers.docfile import paired
from consultations.importers.draft import UnreadableDraft
from consultations.importers.package import WordParts
from consultations.importers.warnings import RefusalCode
from consultations.importers.wordbody import Body, Mark

# A run costs about 1 KB of tree; a law of 2,000,000 characters has fewer than 100,000.
MAX_RUNS = 150_000


@dataclass(frozen=True)
class Look:
    """How words look; of `deleted` and `inserted`, what a tracked change made of them."""

    font: str = ""
    bold: bool = False
    caps: bool = False
    vanish: bool = False
    deleted: bool = False
    inserted: bool = False
    is_instruction: bool = False

    def changes(self):
        return [name for name, is_on in (("del", self.deleted), ("ins", self.inserted)) if is_on]


@dataclass
class Flow:
    """Paragraphs in a row: of the text, a note or a text box."""

    body: Body = field(default_factory=Body)
    paragraph: object = field(default_factory=lambda: wordtree.new("p"))
    words: list[str] = field(default_factory=list)
    look: Look = Look()
    label: list[str] = field(default_factory=list)
    label_font: str = ""
    alignment: str = ""
    in_table: bool = False
    ruled: bool = False


class Writer:
    """Raises UnreadableDraft when there are more runs than any draft has."""

    def __init__(self):
        self.flow, self._outer = Flow(), []
        self._labels, self._notes = wordtree.Labels(), wordtree.new("footnotes")
        self._runs = 0

    def parts(self) -> WordParts:
        self.end_paragraph(Look(), Mark(in_table=self.flow.in_table), only_words=True)
        body = self.flow.body.element()
        return wordtree.parts_of(body, numbering=self._labels.root, footnotes=self._notes)

    def begin_flow(self) -> None:
        self._outer.append(self.flow)
        self.flow = Flow()

    def end_flow(self, kind: str) -> None:
        """kind: "note" or "box", what the paragraphs since `begin_flow` were."""
        self.end_paragraph(Look(), Mark(in_table=self.flow.in_table), only_words=True)
        inner, self.flow = self.flow.body.element(), self._outer.pop()
        if kind == "box":
            wordtree.add(self.element("pict"), "txbxContent").extend(inner)
            return
        number = str(len(self._notes) + 1)
        wordtree.add(self._notes, "footnote", id=number).extend(inner)
        self.element("footnoteReference", id=number)

    def put(self, text: str, look: Look) -> None:
        if look != self.flow.look:
            self._flush()
            self.flow.look = look
        self.flow.words.append(text)

    def begin_label(self) -> None:
        self.flow.label, self.flow.label_font = [], ""

    def put_label(self, text: str, font: str) -> None:
        self.flow.label.append(text)
        self.flow.label_font = font

    def element(self, tag: str, **attributes: str):
        """<w:tag> in a run of its own."""
        return wordtree.add(self.run(), tag, **attributes)

    def run(self):
        self._flush()
        self._count()
        return wordtree.add(self.flow.paragraph, "r")

    def picture(self) -> None:
        wordtree.add_picture(self.run())

    def equation(self) -> None:
        """Its words follow as words."""
        self._flush()
        self._count()
        wordtree.add(self.flow.paragraph, "oMath")

    def end_paragraph(self, look: Look, mark: Mark, *, only_words: bool = False) -> None:
        """look: of the sign that ends it. only_words: one without any is none."""
        self._flush()
        paragraph, label = self.flow.paragraph, "".join(self.flow.label)
        if only_words and not len(paragraph) and not label:
            return
        self._count()
        properties = wordtree.new("pPr")
        if self.flow.alignment:
            wordtree.add(properties, "jc", self.flow.alignment)
        if label.strip():
            self._labels.put(properties, label, self.flow.label_font)
        ends = wordtree.add(properties, "rPr")
        for said in [*look.changes(), *(["vanish"] if look.vanish else [])]:
            wordtree.add(ends, said)
        paragraph.insert(0, properties)
        self.flow.body.add(paragraph, mark)
        self.flow.paragraph, self.flow.label = wordtree.new("p"), []

    def _flush(self) -> None:
        """The words so far become a run, within the tracked change it belongs to."""
        if not self.flow.words:
            return
        text, self.flow.words = paired("".join(self.flow.words)), []
        look, parent = self.flow.look, self.flow.paragraph
        for change in look.changes():
            parent = wordtree.add(parent, change)
        self._count()
        run = wordtree.add_run(parent, font=look.font, bold=look.bold, caps=look.caps, vanish=look.vanish)
        wordtree.add_text(run, text, "instrText" if look.is_instruction else "t")

    def _count(self) -> None:
        self._runs += 1
        if self._runs > MAX_RUNS:
            raise UnreadableDraft(RefusalCode.TOO_BIG)
