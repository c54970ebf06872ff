"""The body of Word's tree, from formats that tell of each paragraph whether it ends a cell or a row."""

from dataclasses import dataclass

from consultations.importers import wordtree


@dataclass(frozen=True)
class Mark:
    """What is said of the paragraph that just ended. ruled: its row draws lines around its cells."""

    in_table: bool = False
    ends_cell: bool = False
    ends_row: bool = False
    ruled: bool = False


class Body:
    """Collects paragraphs; those of a table into its cells."""

    def __init__(self):
        self._root = wordtree.new("body")
        self._table = self._row = None
        self._cell: list = []

    def add(self, paragraph, mark: Mark) -> None:
        if not mark.in_table:
            self._close()
            self._root.append(paragraph)
            return
        if self._table is None:
            self._table = wordtree.add(self._root, "tbl")
            self._borders = wordtree.add(wordtree.add(self._table, "tblPr"), "tblBorders")
        if mark.ends_row:
            if mark.ruled and not len(self._borders):
                wordtree.add(self._borders, "top", "single")
            self._row = None
            return
        self._cell.append(paragraph)
        if mark.ends_cell:
            self._end_cell()

    def _end_cell(self) -> None:
        if self._row is None:
            self._row = wordtree.add(self._table, "tr")
        wordtree.add(self._row, "tc").extend(self._cell)
        self._cell = []

    def _close(self) -> None:
        if self._cell:
            self._end_cell()
        self._table = self._row = None

    def element(self):
        self._close()
        return self._root
