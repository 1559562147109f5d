"""LibreOffice at work on a file, headless: it opens it, edits as it is told, and saves it as a Word document."""

import shutil
import subprocess
from pathlib import Path

import pytest

LIBRARIES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink">
 <library:library library:name="Standard" library:link="false"/>
</library:libraries>"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Editing"/></library:library>"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Editing" script:language="StarBasic">{}
</script:module>"""
MACRO = """
Sub Edit(folder As String)
  On Error Goto Failed
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  doc = StarDesktop.loadComponentFromURL(folder & "before.docx", "_blank", 0, hidden())
  files = createUnoService("com.sun.star.ucb.SimpleFileAccess")
  steps = createUnoService("com.sun.star.io.TextInputStream")
  steps.setInputStream(files.openFileRead(folder & "steps.txt"))
  steps.setEncoding("UTF-8")
  While Not steps.isEOF()
    parts = Split(steps.readLine(), Chr(9))
    If UBound(parts) = 3 Then Call Follow(doc, parts(0), parts(1), parts(2))
  Wend
  Dim kind(0) As New com.sun.star.beans.PropertyValue
  kind(0).Name = "FilterName"
  kind(0).Value = "MS Word 2007 XML"
  doc.storeToURL(folder & "after.docx", kind())
  doc.close(True)
  Exit Sub
Failed:
  Open ConvertFromURL(folder & "failed.txt") For Output As #1
  Print #1, Error$ & " in line " & Erl
  Close #1
End Sub

Sub Follow(doc, what, mark, words)
  If what = "track" Then
    doc.RecordChanges = (mark = "yes")
    Exit Sub
  End If
  If what = "replace" Then
    search = doc.createReplaceDescriptor()
    search.SearchString = mark
    search.ReplaceString = words
    doc.replaceAll(search)
    Exit Sub
  End If
  place = doc.Bookmarks.getByName(mark).Anchor
  Select Case what
  Case "type"
    cursor = place.Text.createTextCursorByRange(place)
    cursor.String = words
  Case "comment"
    note = doc.createInstance("com.sun.star.text.textfield.Annotation")
    note.Author = "Nora Neighbour"
    note.Content = words
    place.Text.insertTextContent(place.Text.createTextCursorByRange(place.End), note, False)
  Case "delete row"
    cell = place.Cell
    row = Val(Mid(cell.CellName, 2)) - 1
    place.TextTable.Rows.removeByIndex(row, 1)
  Case "add row"
    cell = place.Cell
    table = place.TextTable
    row = Val(Mid(cell.CellName, 2))
    table.Rows.insertByIndex(row, 1)
    table.getCellByName("A" & (row + 1)).String = words
  End Select
End Sub
"""


class Office:
    """LibreOffice with a profile of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program = shutil.which("soffice") or ""
        if not self.program:
            pytest.fail("LibreOffice is not installed: run `make install-tests`.")
        self._run("--terminate_after_init")  # it makes its profile, and with it an empty library of its own
        basic = folder / "profile" / "user" / "basic"
        (basic / "Standard").mkdir(parents=True, exist_ok=True)
        (basic / "script.xlc").write_text(LIBRARIES)
        (basic / "Standard" / "script.xlb").write_text(LIBRARY)
        macro = MACRO.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        (basic / "Standard" / "Editing.xba").write_text(MODULE.format(macro))

    def edit(self, content: bytes, *steps: tuple[str, str, str]) -> bytes:
        """The file after these steps: ("track", "yes" or "no", ""), ("type", bookmark, words), and so on."""
        (self.folder / "before.docx").write_bytes(content)
        (self.folder / "steps.txt").write_text(
            "".join("\t".join((*step, ".")) + "\n" for step in steps), encoding="utf-8"
        )
        after, failed = self.folder / "after.docx", self.folder / "failed.txt"
        after.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Editing.Edit("{self.folder.as_uri()}/")')
        assert not failed.exists(), failed.read_text()
        return after.read_bytes()

    def _run(self, what: str) -> None:
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [self.program, profile, "--headless", "--norestore", "--nologo", what]
        subprocess.run(command, capture_output=True, timeout=120, check=True)
