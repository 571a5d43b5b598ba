"""Asks other implementations for their maps of small networks, and freezes the answers.

    python tests/attribution/peers/make.py

writes the files that `peers.py` reads. It wants Captum, Zennit and pytorch-grad-cam on PyTorch, in
an environment of their own, and nothing of the program. All is computed in double precision and
kept in single; what every number means is in `meta.json`, out of `CONVENTIONS` here.
"""

# mypy: disable-error-code="import-not-found"
# The peers are in no environment of the project.

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import captum.attr
import numpy as np
import pytorch_grad_cam
import torch
import zennit.composites
import zennit.rules
import zennit.types
from numpy.typing import NDArray
from pytorch_grad_cam.utils.model_targets import ClassifierOutputTarget
from torch import Tensor, nn
from zennit.attribution import Gradient

FOLDER = Path(__file__).parent
SEED = 2236
"""One of those with biases and scores of both signs everywhere and no score near zero."""

SIDE = 12
CLASSES = 5
SAMPLES = 2
BLANK = 0.6
"""Which part of a sample has no ink."""

STEPS = 50
STABILISER = 1e-6

WEIGHT_SHAPES: Mapping[str, Sequence[tuple[int, ...]]] = {
    "gap": ((3, 3, 1, 6), (3, 3, 6, 8), (8, CLASSES)),
    "flat": ((3, 3, 1, 4), (100, 16), (16, CLASSES)),
    "dense": ((SIDE * SIDE, 16), (16, CLASSES)),
}
"""Of the kernels of each network, as Keras has them; each has a bias of its last axis' size."""

ACTIVATIONS: Mapping[str, Mapping[str, int]] = {
    "gap": {"conv2d": 1, "conv2d_1": 4},
    "flat": {"conv2d": 1},
    "dense": {},
}
"""Keras' name of each convolution, and which module is the ReLU behind it."""

CONVENTIONS: Mapping[str, Mapping[str, str]] = {
    "captum": {
        "gradient": "Saliency(abs=False): dS_c / dx, signed",
        "gradient_x_input": "InputXGradient: x dS_c / dx",
        "integrated_gradients/riemann_middle": (
            f"IntegratedGradients, times x, baseline 0, {STEPS} steps at (k + 1/2) / {STEPS}"
        ),
        "integrated_gradients/gausslegendre": (
            f"IntegratedGradients, times x, baseline 0, Gauss-Legendre quadrature of {STEPS} nodes"
        ),
        "guided_backpropagation": (
            "GuidedBackprop: a gradient goes back through a ReLU where both its input and the "
            "gradient are positive; signed at the input; the score's own gradient is 1"
        ),
        "occlusion/window_1_stride_1": "Occlusion, baseline 0: S_c(x) - S_c(x without the pixel)",
        "occlusion/window_4_stride_1": (
            "as before with windows of 4 by 4 wholly inside the sample; a pixel has the mean of "
            "the windows that cover it"
        ),
        "occlusion/window_4_stride_4": "as before with 3 by 3 windows side by side",
        "shapley": (
            "ShapleyValues over all 720 permutations of the 6 superpixels in networks.npz, "
            "baseline 0; (classes, 6), not a map"
        ),
    },
    "zennit": {
        "lrp/epsilon_1e-6": "Epsilon(1e-6) in every convolution and dense layer",
        "lrp/epsilon_0.25": "Epsilon(0.25) there",
        "lrp/gamma_0.25": (
            "Gamma(0.25) there, generalised: weights and biases are w + 0.25 max(w, 0) where an "
            "output z > 0 and w + 0.25 min(w, 0) where z < 0, so a negative score keeps its sign"
        ),
        "lrp/z_plus": (
            "ZPlus there: positive weights and biases; the sign of the score is kept, also below 0"
        ),
        "lrp/alpha_2_beta_1": "AlphaBeta(2, 1) there; biases in the parts of their sign",
        "lrp/w_square_first": (
            "WSquare in the first of them, Epsilon(1e-6) in the others; the squared bias is in the "
            "denominator and keeps its share; padding has none"
        ),
        "lrp/flat_first": (
            "Flat in the first, Epsilon(1e-6) in the others; no bias in the first, padding has no "
            "share"
        ),
        "lrp/z_box_first": "ZBox(low=0, high=1) in the first, Epsilon(1e-6) in the others",
        "lrp/epsilon_plus_flat": (
            "EpsilonPlusFlat(): Flat in the first layer, ZPlus in other convolutions, "
            "Epsilon(1e-6) in dense layers"
        ),
        "lrp/epsilon_gamma_box": (
            "EpsilonGammaBox(low=0, high=1): ZBox in the first convolution, Gamma(0.25) in the "
            "others, Epsilon(1e-6) in dense layers, also in a first one"
        ),
    },
    "grad_cam": {
        "grad_cam": "sum_k mean(dS_c / df_k) f_k",
        "grad_cam_plus_plus": (
            "sum_k w_k f_k, w_k = sum over cells of a max(g, 0) with g = dS_c / df_k and "
            "a = g^2 / (2 g^2 + g^3 sum(f_k) + 1e-6), 0 where g is 0: of the score, no exponential"
        ),
        "hires_cam": "sum_k dS_c / df_k f_k, cell by cell",
        "layer_cam": "sum_k max(dS_c / df_k, 0) f_k, cell by cell",
        "eigen_cam": (
            "features (cells, K) less their mean over cells, projected on their first right "
            "singular vector; its sign is whatever the decomposition gives; one for all classes"
        ),
        "score_cam": (
            "sum_k w_k f_k, w = softmax over channels of S_c(x u_k), not less a baseline; u_k is "
            "f_k resized bilinearly with corners aligned, then (u - min) / (max - min + 1e-8); "
            "weights in single precision"
        ),
        "ablation_cam": (
            "sum_k w_k f_k, w_k = (S_c - S_c without channel k) / S_c, also where S_c < 0; "
            "weights in single precision"
        ),
    },
}

NOTES: Mapping[str, str] = {
    "captum": "At the sample, of the score S_c.",
    "zennit": (
        "At the sample; begins with the score S_c at the class and 0 elsewhere. A denominator z is "
        "z + 1e-6 with the sign of z, + at 0 (Epsilon: its own number), and holds the bias, which "
        "keeps its share. ReLU passes on, a maximum to the first largest cell, an average in "
        "proportion to its cells."
    ),
    "grad_cam": (
        "At a convolution's ReLU, at its own size, before the last ReLU and the scaling of the "
        "library: its Grad-CAM is the positive part."
    ),
}

DISTRIBUTIONS = {"captum": "captum", "zennit": "zennit", "grad_cam": "grad-cam"}
"""By what name each peer is installed."""

CAMS = {
    "grad_cam": pytorch_grad_cam.GradCAM,
    "grad_cam_plus_plus": pytorch_grad_cam.GradCAMPlusPlus,
    "hires_cam": pytorch_grad_cam.HiResCAM,
    "layer_cam": pytorch_grad_cam.LayerCAM,
    "eigen_cam": pytorch_grad_cam.EigenCAM,
    "score_cam": pytorch_grad_cam.ScoreCAM,
    "ablation_cam": pytorch_grad_cam.AblationCAM,
}


class ChannelsLast(nn.Module):
    """Puts channels behind rows and columns, where Keras flattens them."""

    def forward(self, features: Tensor) -> Tensor:
        """(n, h, w, K) of (n, K, h, w)."""
        return features.permute(0, 2, 3, 1)


def network(name: str) -> nn.Sequential:
    """A network that ends in scores; `peers.graph` writes the same down for the program."""
    if name == "gap":
        layers = [
            *(nn.Conv2d(1, 6, 3, padding=1), nn.ReLU(), nn.MaxPool2d(2)),
            *(nn.Conv2d(6, 8, 3, padding=1), nn.ReLU()),
            *(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(8, CLASSES)),
        ]
    elif name == "flat":
        layers = [
            *(nn.Conv2d(1, 4, 3), nn.ReLU(), nn.AvgPool2d(2), ChannelsLast(), nn.Flatten()),
            *(nn.Linear(100, 16), nn.ReLU(), nn.Linear(16, CLASSES)),
        ]
    else:
        layers = [nn.Flatten(), nn.Linear(SIDE * SIDE, 16), nn.ReLU(), nn.Linear(16, CLASSES)]
    return nn.Sequential(*layers)


def draw_weights(name: str, random: np.random.Generator) -> list[NDArray[np.float32]]:
    """Kernels and biases in Keras' order and layout: of both signs, no bias zero."""
    weights = []
    for shape in WEIGHT_SHAPES[name]:
        scale = np.sqrt(2 / np.prod(shape[:-1]))
        weights.append(random.normal(0, scale, shape).astype(np.float32))
        weights.append(random.normal(0, 0.2, shape[-1]).astype(np.float32))
    return weights


def draw_sample(random: np.random.Generator) -> NDArray[np.float32]:
    """(SIDE, SIDE) in [0, 1]: connected ink on nothing, so that there are cells that see none."""
    noise = np.pad(random.normal(size=(SIDE, SIDE)), 1)
    smooth = sum(
        noise[row : row + SIDE, column : column + SIDE] for row in range(3) for column in range(3)
    )
    ink = np.maximum(smooth - np.quantile(smooth, BLANK), 0)
    return np.asarray(ink / ink.max(), np.float32)


def load(model: nn.Module, weights: Sequence[NDArray[np.float32]]) -> None:
    """Give a network its weights, of Keras' layout."""
    for parameter, weight in zip(model.parameters(), weights, strict=True):
        layout = {4: (3, 2, 0, 1), 2: (1, 0), 1: (0,)}[weight.ndim]
        parameter.data = torch.tensor(weight.transpose(layout), dtype=torch.float64)


def superpixels() -> Tensor:
    """(SIDE, SIDE) two rows of three rectangles, by number."""
    rows, columns = torch.meshgrid(torch.arange(SIDE), torch.arange(SIDE), indexing="ij")
    return rows // 6 * 3 + columns // 4


def ask_captum(model: nn.Module, batch: Tensor) -> Iterator[tuple[str, Tensor]]:
    """Names and (classes, 1, h, w) of Captum's maps of a sample, repeated for each class."""
    target = torch.arange(CLASSES)
    yield "gradient", captum.attr.Saliency(model).attribute(batch, target, abs=False)
    yield "gradient_x_input", captum.attr.InputXGradient(model).attribute(batch, target)
    for method in ("riemann_middle", "gausslegendre"):
        integrated = captum.attr.IntegratedGradients(model)
        found = integrated.attribute(batch, 0, target, n_steps=STEPS, method=method)
        yield f"integrated_gradients/{method}", found
    yield "guided_backpropagation", captum.attr.GuidedBackprop(model).attribute(batch, target)
    for window, stride in ((1, 1), (4, 1), (4, 4)):
        found = captum.attr.Occlusion(model).attribute(
            batch, (1, window, window), (1, stride, stride), baselines=0, target=target
        )
        yield f"occlusion/window_{window}_stride_{stride}", found
    mask = superpixels()
    found = captum.attr.ShapleyValues(model).attribute(batch, 0, target, feature_mask=mask[None])
    firsts = [int((mask.ravel() == number).nonzero()[0]) for number in mask.unique()]
    yield "shapley", found.reshape(CLASSES, 1, -1)[..., firsts]


def composites() -> Mapping[str, Any]:
    """Zennit's composite of each name in `CONVENTIONS`."""
    rules, types = zennit.rules, zennit.types

    def everywhere(rule: Any, first: Any = None) -> Any:
        """One rule in all layers with weights, perhaps another in the first."""
        layers = [*zennit.composites.layer_map_base(STABILISER), (types.Linear, rule)]
        special = [] if first is None else [(types.Linear, first)]
        return zennit.composites.SpecialFirstLayerMapComposite(layers, special)

    epsilon = rules.Epsilon(1e-6)
    return {
        "lrp/epsilon_1e-6": everywhere(epsilon),
        "lrp/epsilon_0.25": everywhere(rules.Epsilon(0.25)),
        "lrp/gamma_0.25": everywhere(rules.Gamma(0.25)),
        "lrp/z_plus": everywhere(rules.ZPlus()),
        "lrp/alpha_2_beta_1": everywhere(rules.AlphaBeta(2, 1)),
        "lrp/w_square_first": everywhere(epsilon, rules.WSquare()),
        "lrp/flat_first": everywhere(epsilon, rules.Flat()),
        "lrp/z_box_first": everywhere(epsilon, rules.ZBox(0.0, 1.0)),
        "lrp/epsilon_plus_flat": zennit.composites.EpsilonPlusFlat(),
        "lrp/epsilon_gamma_box": zennit.composites.EpsilonGammaBox(0.0, 1.0),
    }


def ask_zennit(model: nn.Module, batch: Tensor) -> Iterator[tuple[str, Tensor]]:
    """Names and (classes, 1, h, w) of Zennit's relevances of a sample, repeated for each class."""
    for name, composite in composites().items():
        with Gradient(model, composite) as attributor:
            _, found = attributor(batch, lambda scores: scores.detach() * torch.eye(CLASSES))
        yield name, found


def ask_grad_cam(
    model: nn.Sequential, batch: Tensor, activations: Mapping[str, int]
) -> Iterator[tuple[str, Tensor]]:
    """Names and (classes, h, w) of pytorch-grad-cam's maps of a sample, repeated for each class."""
    targets = [ClassifierOutputTarget(number) for number in range(CLASSES)]
    for name, method in CAMS.items():
        for layer, place in activations.items():
            with method(model, [model[place]]) as cam:
                cam(batch, targets)  # scaled and resized; the map itself is asked for below
                kept = cam.activations_and_grads
                features = kept.activations[0].numpy()
                # Ablation-CAM takes a channel of a layer without a zero far below it instead.
                assert features.min() == 0
                gradients = kept.gradients[0].numpy() if kept.gradients else None
                found = cam.get_cam_image(
                    batch, model[place], targets, features, gradients, eigen_smooth=False
                )
            yield f"{name}/{layer}", torch.as_tensor(found)


def check_margins(model: nn.Sequential, batch: Tensor) -> None:
    """See that single precision reads every ReLU's side and every maximum as double does."""
    for module in model:
        before, batch = batch, module(batch)
        if isinstance(module, nn.ReLU):
            assert before.abs().min() > 1e-5, f"a ReLU at {before.abs().min():.1e}"
        if isinstance(module, nn.MaxPool2d):
            cells = nn.functional.unfold(before.flatten(0, 1)[:, None], 2, stride=2)
            first, second = cells.topk(2, dim=1).values.unbind(1)
            close = ((first - second) < 1e-5) & (first != second)
            assert not close.any(), "a maximum that is hardly one"


def ask(name: str, model: nn.Sequential, sample: Tensor) -> Iterator[tuple[str, str, Tensor]]:
    """Peers, names of methods, and (classes, h, w) what each makes of a sample (1, 1, h, w)."""
    batch = sample.repeat(CLASSES, 1, 1, 1)
    answers = {
        "captum": ask_captum(model, batch),
        "zennit": ask_zennit(model, batch),
        "grad_cam": ask_grad_cam(model, batch, ACTIVATIONS[name]),
    }
    for peer, answer in answers.items():
        for method, found in answer:
            yield peer, method, found.detach().squeeze(1)


def meta(peer: str) -> Mapping[str, Any]:
    """What `meta.json` says of a peer."""
    return {
        "name": DISTRIBUTIONS[peer],
        "version": version(DISTRIBUTIONS[peer]),
        "torch": version("torch"),
        "date": date.today().isoformat(),
        "note": NOTES[peer],
        "methods": CONVENTIONS[peer],
    }


def main() -> None:
    """Draw samples and networks, ask, and write it all."""
    torch.set_default_dtype(torch.float64)
    torch.set_num_threads(1)
    random = np.random.default_rng(SEED)
    samples = torch.tensor(np.stack([draw_sample(random) for _ in range(SAMPLES)]))
    files: dict[str, dict[str, list[Tensor]]] = {peer: defaultdict(list) for peer in CONVENTIONS}
    networks = {"samples": samples.numpy(), "superpixels": superpixels().numpy().astype(np.uint8)}
    for name in WEIGHT_SHAPES:
        model, weights = network(name).eval(), draw_weights(name, random)
        load(model, weights)
        networks |= {f"{name}/weights/{place}": weight for place, weight in enumerate(weights)}
        batch = samples[:, None].double()
        networks[f"{name}/scores"] = model(batch).detach().float().numpy()
        check_margins(model, batch)
        for sample in batch:
            for peer, method, found in ask(name, model, sample[None]):
                files[peer][f"{name}/{method}"].append(found.float())
    np.savez_compressed(FOLDER / "networks.npz", **networks)
    for peer, answers in files.items():
        arrays = {key: torch.stack(found).numpy() for key, found in answers.items()}
        np.savez_compressed(FOLDER / f"{peer}.npz", **arrays)
    text = json.dumps({peer: meta(peer) for peer in CONVENTIONS}, indent=2)
    (FOLDER / "meta.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
