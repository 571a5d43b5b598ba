"""Documents that are opened: what comes along is kept once."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.common.cancel import CancelToken
from camviewer.controllers.document_opening import open_document
from camviewer.document.archive import SavedDocument, save
from camviewer.document.state import DocumentState
from camviewer.networks import library
from camviewer.networks.formats.model_file import bundled


@pytest.mark.parametrize(("meanwhile", "name"), [("lecture", "theirs"), ("compact", "theirs-2")])
@pytest.mark.usefixtures("camviewer_home")
def test_that_a_network_is_kept_though_another_window_takes_its_name_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, meanwhile: str, name: str
) -> None:
    path, networks = tmp_path / "work.camviewer", bundled()
    content = networks["lecture"].read_bytes()
    save(path, SavedDocument(DocumentState(), networks={"theirs": content}))
    free_path = library.free_path

    def taken(wanted: str) -> Path:
        found = free_path(wanted)
        if not library.files():
            found.parent.mkdir(parents=True)
            found.write_bytes(networks[meanwhile].read_bytes())
        return found

    monkeypatch.setattr(library, "free_path", taken)
    opened = open_document(path, CancelToken())
    assert opened.troubles == ()
    assert library.path_for(name) in [model.path for model in opened.models]
    assert library.path_for(name).read_bytes() == content
    assert len(library.files()) == len({"lecture", meanwhile})
