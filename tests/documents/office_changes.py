"""Let LibreOffice itself accept or reject every tracked change of a file, by a macro in a profile of its own."""

import shutil
import subprocess
from pathlib import Path

import pytest

MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">
Sub Resolve(source As String, target As String, command As String)
Dim hidden(0) As New com.sun.star.beans.PropertyValue
Dim saved(0) As New com.sun.star.beans.PropertyValue
Dim nothing_more()
hidden(0).Name = "Hidden"
hidden(0).Value = True
saved(0).Name = "FilterName"
saved(0).Value = "MS Word 2007 XML"
paper = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, hidden())
dispatcher = createUnoService("com.sun.star.frame.DispatchHelper")
If command &lt;&gt; "" Then dispatcher.executeDispatch(paper.CurrentController.Frame, command, "", 0, nothing_more())
paper.storeToURL(ConvertToURL(target), saved())
paper.close(True)
End Sub
</script:module>
"""
ACCEPT, REJECT, SAVE = ".uno:AcceptAllTrackedChanges", ".uno:RejectAllTrackedChanges", ""


class Office:
    """LibreOffice with the macro; files are named within `folder`."""

    def __init__(self, folder: Path) -> None:
        office = shutil.which("soffice")
        if not office:
            pytest.fail("LibreOffice is not installed: run `make install`.")
        profile = folder / "profile"
        self._folder = folder
        self._command = [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore"]
        self._run("macro:///Standard.Module1.Main")  # the first start makes the profile
        (profile / "user" / "basic" / "Standard" / "Module1.xba").write_text(MODULE, encoding="utf-8")

    def saved(self, content: bytes, command: str = SAVE) -> bytes:
        """The file as LibreOffice saves it after the command."""
        source, target = self._folder / "source.docx", self._folder / "target.docx"
        source.write_bytes(content)
        target.unlink(missing_ok=True)
        self._run(f'macro:///Standard.Module1.Resolve("{source}","{target}","{command}")')
        return target.read_bytes()

    def _run(self, macro: str) -> None:
        subprocess.run([*self._command, macro], capture_output=True, timeout=120, check=False)
