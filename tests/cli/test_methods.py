"""``camviewer methods``: every method, what it needs and what can be chosen about it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from camviewer import cli
from camviewer.attribution.attribution import Group, Parameter
from camviewer.attribution.methods import METHODS
from camviewer.cli import methods
from camviewer.common.registry import Registry
from camviewer.common.translation import translate
from camviewer.inference.prediction import Prediction


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    assert cli.main(["methods", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert len({one["name"] for one in found}) == len(found)
    return {one["name"]: one for one in found}


def test_that_every_method_is_listed_group_by_group(capsys: pytest.CaptureFixture[str]) -> None:
    found = listed(capsys)
    assert set(found) == set(METHODS)
    groups = [group.value for group in Group]
    places = [groups.index(one["group"]) for one in found.values()]
    assert places == sorted(places)
    for name, one in found.items():
        method = METHODS[name]
        assert (one["title"], one["about"]) == (method.title, translate(method.about))
        assert (one["formula"], one["paper"]) == (method.formula, method.paper)
        assert one["needs"] == [each.value for each in method.needs]
        assert [each["name"] for each in one["parameters"]] == [
            each.name for each in method.parameters
        ]


def test_that_parameters_have_their_choices_the_default_first(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = listed(capsys)
    block, stride, baseline = found["occlusion"]["parameters"]
    assert block == {
        "name": "block",
        "title": "Block size, in pixels",
        "default": "4",
        "choices": {"4": "4", "1": "1", "2": "2", "7": "7"},
        "depends_on_network": False,
    }
    assert (stride["default"], baseline["default"]) == ("1", "black")
    (layer,) = found["grad-cam"]["parameters"]
    assert (layer["default"], layer["choices"], layer["depends_on_network"]) == (None, None, True)


def test_that_the_list_for_people_says_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["methods"]) == 0
    text = capsys.readouterr().out
    words = " ".join(text.split())
    for method in METHODS.values():
        assert f"  {method.name}: {method.title}\n" in text
        assert " ".join(translate(method.about).split()) in words
    assert "needs convolution features, linear head" in words
    assert "--param layer=…: Convolution; the choices are those of the network" in words
    assert "--param block=…: Block size, in pixels; 4, 1, 2, 7" in words
    assert "epsilon (LRP-ε)" in words
    assert max(map(len, text.splitlines())) <= 96


def test_that_a_parameter_that_asks_the_network_for_what_it_has_not_depends_on_it(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def channels(prediction: Prediction) -> Mapping[str, str]:
        return {str(channel): "channel" for channel in range(prediction.features.shape[-1])}

    parameter = Parameter("channel", "Channel", channels)
    own = replace(METHODS["cam"], name="own", about="", needs=(), parameters=(parameter,))
    monkeypatch.setattr(methods, "METHODS", Registry("Method", lambda: {"own": own}))
    assert listed(capsys)["own"]["parameters"][0]["depends_on_network"]
    assert cli.main(["methods"]) == 0
    assert "needs nothing" in capsys.readouterr().out
