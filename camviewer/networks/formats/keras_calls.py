"""Which use of which layer is meant by the numbers in a functional model that Keras saved."""

from __future__ import annotations

from collections.abc import Sequence

from camviewer.common.translation import translate
from camviewer.networks.formats.keras_entries import Entry, Tensor, history, single
from camviewer.networks.options import UnfitError, short


class Calls:
    """The inputs, the uses of layers and the output of one functional model."""

    def __init__(self, model: Entry, entries: Sequence[Entry]) -> None:
        """Keep what is asked for.

        Args:
            model: the model.
            entries: what is in it, of different names.
        """
        self._model = model
        self._entries = {entry.name: entry for entry in entries}
        self._is_old = any(call.is_old for entry in entries for call in entry.calls)

    def meant(self, tensor: Tensor, *, is_old: bool, at_end: bool = False) -> tuple[str, int]:
        """The name of a layer and the number of its call, from 0.

        Of a model Keras counts the pass through its own input as the first call: Keras 2
        everywhere, Keras 3 only where it says what comes out of the model around it.

        Args:
            tensor: as the file has it.
            is_old: whether Keras 2 wrote it.
            at_end: whether it is what comes out of the model.

        Raises:
            UnfitError: there is no such layer.
        """
        entry = self._entries.get(tensor.layer)
        if entry is None:
            raise UnfitError(
                translate("{0} to read a layer before it", self._model.title),
                translate("the input {0}", short(tensor.layer)),
            )
        if len(entry.calls) == 1 and tensor.call <= entry.is_model:
            return entry.name, 0
        is_counted = entry.is_model and (is_old or (at_end and entry.kind != "Sequential"))
        return entry.name, tensor.call - is_counted

    def beginnings(self) -> list[Tensor]:
        """The inputs of the model, in order; UnfitError if there are none."""
        given = self._model.config.get("input_layers")
        if isinstance(given, dict):
            given = [*given.values()]
        if isinstance(given, list) and len(given) == 3 and isinstance(given[0], str):
            given = [given]
        expected = translate("a network with one input")
        if not isinstance(given, list) or not given:
            raise UnfitError(expected, translate("no input"))
        return [history(single([each]), expected) for each in given]

    def output(self) -> tuple[str, int]:
        """What comes out of the model; UnfitError if that is not one tensor."""
        expected = translate("a network with one output")
        outputs = single(self._model.config.get("output_layers"))
        several = isinstance(outputs, dict) or (
            isinstance(outputs, list) and not all(isinstance(each, (str, int)) for each in outputs)
        )
        if several:
            raise UnfitError(
                expected,
                translate("{0} outputs", len(outputs)),
                translate(
                    "write one of them with {0}",
                    'keras.Model(model.input, model.outputs[0]).save("net.keras")',
                ),
            )
        return self.meant(history(outputs, expected), is_old=self._is_old, at_end=True)
