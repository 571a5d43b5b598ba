"""ONNX Runtime: what computes a network's forward passes."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import chain
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.inference import model_cache
from camviewer.networks import onnx_model
from camviewer.networks.graph import Graph

_log = logging.getLogger(__name__)


class Session:
    """Computes outputs of one graph. Safe between threads.

    One thread computes a pass: of networks this small more only wake each other, and what is left
    of the processor is a training's or the window's.
    """

    def __init__(
        self,
        graph: Graph,
        outputs: Sequence[int],
        weights: Mapping[str, Array],
        *,
        pooled: int | None = None,
        scaled: int | None = None,
        exchangeable: bool = False,
    ) -> None:
        """Prepare it; takes some milliseconds.

        Args:
            graph: with activations as layers of their own.
            outputs: outputs of layers that are wanted, from 1.
            weights: as `onnx_model.weight_values` gives them.
            pooled: output of a layer whose mean over all cells is wanted too.
            scaled: output of a layer whose channels are multiplied by factors at every run.
            exchangeable: whether weights are given anew at every run.

        Raises:
            UserError: ONNX Runtime is missing or broken.
        """
        runtime = load_runtime()

        def make() -> bytes:
            with _loading():
                onnx_model.load()
            return onnx_model.make_model(
                graph, outputs, weights, pooled=pooled, scaled=scaled, exchangeable=exchangeable
            )

        decides = (graph, tuple(outputs), pooled, scaled, exchangeable)
        told = model_cache.weights_in(weights, with_values=not exchangeable)
        model = model_cache.kept(chain(decides, told), make)
        options = runtime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        options.enable_cpu_mem_arena = False  # it would keep what the largest batch took, for good
        try:
            self._session = runtime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"]
            )
        except Exception as error:  # ONNX Runtime raises kinds of its own
            _log.exception("ONNX Runtime refuses a network")
            raise UserError(
                translate("This network cannot be run: {0}. Open another model.", error)
            ) from None
        self._shape = (-1, *graph.spec.size, graph.spec.channels)

    def run(
        self, samples: Array, names: Sequence[str], told: Mapping[str, Array] | None = None
    ) -> list[Array]:
        """Outputs for samples (n, h, w, …): grids (n, K, h, w), vectors (n, K).

        Args:
            samples: in [0, 1], n >= 1.
            names: outputs that are wanted, as `onnx_model` calls them.
            told: weights and factors, as far as they are given at every run.
        """
        first = np.ascontiguousarray(samples.reshape(self._shape).transpose(0, 3, 1, 2))
        fed = {onnx_model.SAMPLES: first, **(told or {})}
        found: list[Array] = self._session.run(list(names), fed)
        return found


def channels_last(grids: Array) -> Array:
    """(n, K, h, w) as (n, h, w, K); vectors as they are."""
    if grids.ndim == 2:
        return grids
    return np.ascontiguousarray(grids.transpose(0, 2, 3, 1))


@cache
def load_runtime() -> Any:
    """ONNX Runtime, which sends nothing to anybody and keeps no files of its own."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, while it is imported; not on Windows
    with _loading():
        import onnxruntime
    if sys.platform == "win32":
        onnxruntime.disable_telemetry_events()
    _keep_freed_memory()
    return onnxruntime


@contextmanager
def _loading() -> Iterator[None]:
    """Whatever keeps a library from being imported becomes a sentence."""
    try:
        yield
    except Exception as error:  # a library that it needs may be missing or another one
        _log.exception("ONNX Runtime cannot be imported")
        raise UserError(
            translate(
                "ONNX Runtime, which runs the networks, cannot be loaded ({0}). Install it "
                "again: pip install --force-reinstall onnxruntime onnx",
                f"{type(error).__name__}: {error}",
            )
        ) from None


def _keep_freed_memory() -> None:
    """Let what a pass frees be there for the next one, in place of being fetched page by page.

    The GNU C library gives the free end of its memory back to the system once it is twice as large
    as the largest block that was ever freed (mallopt(3), M_MMAP_THRESHOLD): so one of eight
    megabytes is, once. Nothing is written to it, so that it takes no memory itself.
    """
    np.empty(2**23, np.uint8)
