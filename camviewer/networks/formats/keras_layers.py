"""Single layers in Keras' files, as the program's kinds of layers take their options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from camviewer.common.translation import translate
from camviewer.networks.activations import ACTIVATIONS
from camviewer.networks.formats.keras_entries import Entry
from camviewer.networks.graph_checks import BEGINNING, SOFTMAX
from camviewer.networks.layers import INACTIVE, LAYERS
from camviewer.networks.options import UnfitError, short_value

_ALIASES = dict.fromkeys(("BatchNormalizationV1", "BatchNormalizationV2"), "BatchNormalization")
"""What classes were called in files of older versions."""

_AUGMENTATIONS = frozenset(
    f"Random{what}"
    for what in (
        *("Brightness", "ColorDegeneration", "ColorJitter", "Contrast", "ElasticTransform"),
        *("Erasing", "Flip", "GaussianBlur", "Grayscale", "Height", "Hue", "Invert"),
        *("Perspective", "Posterization", "Rotation", "Saturation", "Sharpness", "Shear"),
        *("Translation", "Width", "Zoom"),
    )
) | {"AugMix", "CutMix", "MixUp", "RandAugment", "Solarization"}
"""What changes samples while a network is trained only."""

_OTHERS_IN_TRAINING = (
    *("BatchNormalization", "Dropout", "SpatialDropout2D", "GaussianDropout", "GaussianNoise"),
    *("AlphaDropout", "ActivityRegularization"),
)
"""What may be told by its caller to do what it does in training, and then is another function."""

_OLD_OPTIONS = {("LeakyReLU", "alpha"): "negative_slope"}
"""What Keras 2 called options."""

_OF_THE_FILE = ("batch_input_shape", "batch_shape", "build_input_shape", "quantization_config")


def is_known(entry: Entry) -> bool:
    """Whether a layer is of a kind that the program has."""
    kind = _kind(entry)
    return not entry.is_custom and (
        kind in LAYERS or kind in INACTIVE or kind in (SOFTMAX, BEGINNING)
    )


def plain(entry: Entry) -> tuple[Entry, Entry | None]:
    """A layer with options as Keras 3 has them, and the layer that is its activation, if any.

    What an older version did not write is as it is by default.
    """
    kind = _kind(entry)
    does = LAYERS.get(kind)
    if does is None:
        return replace(entry, kind=kind, config=_without(entry.config)), None
    given = {
        _OLD_OPTIONS.get((kind, name), name): value
        for name, value in _without(entry.config).items()
    }
    if given.get("groups") == 1 and "groups" not in does.options:
        del given["groups"]
    axis = given.get("axis")
    if isinstance(axis, list) and len(axis) == 1:
        given["axis"] = axis[0]
    activation, behind = _activation(entry, given.get("activation", "linear"))
    if "activation" in does.options:
        given["activation"] = activation
    defaults = {name: _listed(value) for name, value in does.defaults.items()}
    return replace(entry, kind=kind, config=defaults | given), behind


def differs_in_training(entry: Entry) -> bool:
    """Whether a layer, or one in a model, may compute something else while a network is trained.

    What changes samples for training only is none: Keras asks each for its changes by default.
    """
    return entry.is_model or _kind(entry) in _OTHERS_IN_TRAINING


def makes_vectors(entry: Entry) -> bool:
    """Whether what comes out of a plain layer has no axes of cells, whatever goes in."""
    is_pooling = entry.kind.startswith("Global") and not entry.config.get("keepdims")
    return entry.kind == "Flatten" or is_pooling


def channels_last(entry: Entry, ranks: Sequence[int]) -> Entry:
    """A layer of a network whose samples lie channels first, for samples that lie channels last.

    Kernels are the same for both, so nothing but options changes.

    Args:
        entry: the layer, plain.
        ranks: how many axes each of its inputs has, that of samples included.

    Raises:
        UnfitError: it is one that would do something else.
    """
    config, rank = dict(entry.config), max(ranks)
    by_column = entry.kind == "Dense" or (
        entry.kind == "Rescaling"
        and entry.is_operation
        and any(isinstance(value, list) for value in config.values())
    )
    if min(ranks) < rank or (rank > 2 and by_column):
        # Keras takes the last axis for channels, which is that of columns.
        raise UnfitError(
            translate("samples with their channels last"),
            translate("{0} after channels first", entry.title),
        )
    if "data_format" in config:
        if config["data_format"] != "channels_first" and (entry.kind != "Flatten" or rank != 2):
            raise UnfitError(
                translate("{0} of {1} as that of the other layers", "data_format", entry.title),
                short_value(config["data_format"]),
            )
        config["data_format"] = "channels_last"
    if "axis" in config and rank != 2:
        if config["axis"] not in (1, -3):
            raise UnfitError(
                translate("{0} of {1} to be {2}", "axis", entry.title, 1),
                short_value(config["axis"]),
            )
        config["axis"] = -1
    if entry.kind in ("PReLU", "Reshape", "Permute"):
        raise UnfitError(
            translate("samples with their channels last"),
            translate("{0} after channels first", entry.title),
        )
    return replace(entry, config=config)


def _kind(entry: Entry) -> str:
    if entry.kind in _AUGMENTATIONS:
        return "Identity"
    return _ALIASES.get(entry.kind, entry.kind)


def _activation(entry: Entry, value: Any) -> tuple[Any, Entry | None]:
    """The activation among a layer's options, and the layer that takes its place, if one does."""
    if not isinstance(value, dict) or not isinstance(value.get("class_name"), str):
        return value, None
    kind, config, module = value["class_name"], value.get("config"), str(value.get("module"))
    if kind == "function" and module.split(".")[0] in ("keras", "tensorflow", "tf_keras"):
        return (config, None) if config in [*ACTIVATIONS, "softmax"] else (value, None)
    if isinstance(config, dict) and (kind in LAYERS or kind == SOFTMAX):
        layer = Entry(kind, f"{entry.name}/activation", config, entry.module, "", ())
        return "linear", plain(layer)[0]
    return value, None


def _without(config: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in config.items() if name not in _OF_THE_FILE}


def _listed(value: Any) -> Any:
    return [_listed(each) for each in value] if isinstance(value, tuple) else value
