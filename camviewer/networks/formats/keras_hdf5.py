"""The format ``.h5``: whole models as Keras 2 wrote them, and Keras 3 writes them under that name.

The attribute ``model_config`` describes the network. The group ``model_weights`` has a group for
each layer, or model, at the top of it, and in that the arrays of whatever lies inside, each under
its layer's name and its own: ``conv2d/conv2d/kernel:0``. Keras 3 leaves out ``:0``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.foreign_card import completed, foreign_card
from camviewer.networks.formats import keras_config
from camviewer.networks.formats.keras_config import Description
from camviewer.networks.layer_kind import Shape
from camviewer.networks.stored_model import StoredModel, check_sound

TITLE = tr_noop("an .h5 file of Keras")
SUFFIXES = (".h5", ".hdf5")

SIGNATURE = b"\x89HDF\r\n\x1a\n"

_EXPECTED = tr_noop("a network that Keras saved")
_EXPECTED_WEIGHTS = tr_noop("the weights of its layers")
_WEIGHTS = "model_weights"
_OF_WEIGHTS = frozenset((_WEIGHTS, "layers", "_layer_checkpoint_dependencies"))
"""What lies at the top of files of weights alone, of one version or another."""

_MAX_BYTES = 200_000_000  # the optimizer's numbers may take twice the room of the weights
_MAX_CONFIG = 4_000_000
_MAX_VERSION = 100

_ORDER = (
    *("depthwise_kernel", "pointwise_kernel", "kernel", "bias", "alpha"),
    *("gamma", "beta", "moving_mean", "moving_variance"),
    *("mean", "variance", "count"),
)
"""What Keras calls the weights of a layer, in its order; of no layer two of other orders."""


def recognises(path: Path) -> bool:
    """Whether it is an HDF5 file."""
    with path.open("rb") as file:
        return file.read(len(SIGNATURE)) == SIGNATURE


def load(path: Path) -> StoredModel:
    """Read a whole model.

    Raises:
        FileError: it is damaged, is no model (weights alone, say), is no network that
            `keras_config.read` takes, or its weights do not fit its layers.
    """
    from camviewer.networks.formats import hdf5_weights  # the window opens without HDF5

    content = read_bytes(path, expected=translate(_EXPECTED), at_most=_MAX_BYTES)
    with hdf5_weights.opened(path, content, expected=translate(_EXPECTED)) as file:
        config = file.text("model_config", at_most=_MAX_CONFIG)
        if config is None:
            raise _no_model(path, file.names(), is_old=file.has_attribute("layer_names"))
        version = file.text("keras_version", at_most=_MAX_VERSION)
    described = keras_config.read(path, config, version)
    graph = described.graph
    with hdf5_weights.opened(path, content, expected=translate(_EXPECTED_WEIGHTS)) as file:
        inside = {
            top: file.datasets(f"{_WEIGHTS}/{top}")
            for top in {place.names[0] for place in described.places.values()}
        }
        shapes = _shapes(path, described, inside)
        weights = file.read(shapes, kinds=hdf5_weights.PRECISIONS)
    check_sound(path, graph, weights)
    return StoredModel(completed(foreign_card(path, "keras", version), graph), weights, graph)


def _shapes(
    path: Path, described: Description, inside: Mapping[str, Sequence[str]]
) -> list[tuple[str, Shape]]:
    """Where each weight is, and its shape, in the graph's order.

    Args:
        path: the file, for the sentence.
        described: the network.
        inside: places of the arrays in each group at the top.
    """
    found: list[tuple[str, Shape]] = []
    for layer, shapes in zip(described.graph.layers, described.graph.weight_shapes, strict=True):
        if not shapes:
            continue
        names = described.places[layer.name].names
        own = own_weights(inside[names[0]], names)
        if len(own) < len(shapes):
            raise FileError(
                path,
                expected=translate(_EXPECTED_WEIGHTS),
                found=translate("no weights {0}", repr("/".join((_WEIGHTS, *names)))),
            )
        places = (f"{_WEIGHTS}/{names[0]}/{each}" for each in own)
        found += zip(places, shapes, strict=False)
    return found


def own_weights(places: Sequence[str], names: Sequence[str]) -> list[str]:
    """Of the arrays in a group at the top those of one layer in it, in Keras' order.

    Args:
        places: of all arrays in the group.
        names: of the group, of the models around the layer, and of the layer itself. An array
            lies under as many of these as its file's version wrote; the layer's is the last one.
    """
    agreeing = {place: _agreeing(place.split("/")[:-1], names) for place in places}
    most = max(agreeing.values(), default=0)
    # Whatever lies in the group of a layer is that layer's, if it has another name by now.
    wanted = [each for each in places if agreeing[each] == most and (most or len(names) == 1)]
    kinds = {each: each.split("/")[-1].partition(":")[0] for each in wanted}
    known = [each for each in wanted if kinds[each] in _ORDER]
    return sorted(known, key=lambda each: _ORDER.index(kinds[each]))


def _agreeing(owners: Sequence[str], names: Sequence[str]) -> int:
    """How many names at the end of the way to an array are those at the end of the layer's."""
    number = 0
    for one, other in zip(reversed(owners), reversed(names), strict=False):
        if one != other:
            break
        number += 1
    return number


def _no_model(path: Path, names: Sequence[str], *, is_old: bool) -> FileError:
    """What to say of an HDF5 file that describes no network."""
    if is_old or not _OF_WEIGHTS.isdisjoint(names):
        return FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("its weights alone, without its layers"),
            remedy=translate(
                "where the network is built, write it whole with {0}",
                f'model.load_weights("{path.name}"); model.save("net.keras")',
            ),
        )
    return FileError(
        path,
        expected=translate(_EXPECTED),
        found=translate("an HDF5 file of something else"),
        remedy=translate("write the network with {0}", 'model.save("net.keras")'),
    )
