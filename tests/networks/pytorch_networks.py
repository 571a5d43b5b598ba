"""Writes the small ONNX files from PyTorch that tests read, with what PyTorch itself answers.

It is run by hand where PyTorch, onnx and onnxscript are installed; CONTRIBUTING.md says how::

    python tests/networks/pytorch_networks.py

Each network has fresh weights of a fixed seed, and running means and variances of random pictures,
so that nothing is zero or one by chance. Files end in what wrote them: ``.script.onnx`` of the
exporter by TorchScript, ``.dynamo.onnx`` of the one by torch.export. ``answers.npz`` holds for each
network two samples (2, K, h, w) as whole numbers from 0 to 255, and the scores for them, divided by
255.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from torch import nn

FOLDER = Path(__file__).parent / "onnx_files"


class Residual(nn.Module):
    """Two convolutions beside a way round them."""

    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, after, 3, stride, 1, bias=False),
            nn.BatchNorm2d(after),
            nn.ReLU(),
            nn.Conv2d(after, after, 3, 1, 1, bias=False),
            nn.BatchNorm2d(after),
        )
        plain = stride == 1 and before == after
        self.round = nn.Identity() if plain else nn.Conv2d(before, after, 1, stride)

    def forward(self, x: Any) -> Any:
        return torch.relu(self.body(x) + self.round(x))


class SqueezeExcite(nn.Module):
    """Channels weighed by what is in them all over the picture."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.weigh = nn.Sequential(
            nn.AdaptiveAvgPool2d(1),
            nn.Conv2d(channels, channels // 2, 1),
            nn.ReLU(),
            nn.Conv2d(channels // 2, channels, 1),
            nn.Sigmoid(),
        )

    def forward(self, x: Any) -> Any:
        return x * self.weigh(x)


class DenseSqueezeExcite(nn.Module):
    """The same with dense layers and a view, as it is often written."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.one, self.other = nn.Linear(channels, 3), nn.Linear(3, channels)

    def forward(self, x: Any) -> Any:
        n, channels = x.shape[:2]
        y = torch.relu(self.one(x.mean((2, 3))))
        return x * torch.sigmoid(self.other(y)).view(n, channels, 1, 1)


class Inverted(nn.Module):
    """MobileNet's block: wider, one channel by itself, narrower."""

    def __init__(self, before: int, after: int, stride: int) -> None:
        super().__init__()
        wide = before * 3
        self.adds = stride == 1 and before == after
        self.body = nn.Sequential(
            nn.Conv2d(before, wide, 1, bias=False),
            nn.BatchNorm2d(wide),
            nn.ReLU6(),
            nn.Conv2d(wide, wide, 3, stride, 1, groups=wide, bias=False),
            nn.BatchNorm2d(wide),
            nn.ReLU6(),
            nn.Conv2d(wide, after, 1, bias=False),
            nn.BatchNorm2d(after),
        )

    def forward(self, x: Any) -> Any:
        return x + self.body(x) if self.adds else self.body(x)


class Dense(nn.Module):
    """DenseNet's block: what was found stands beside what it was found in."""

    def __init__(self, before: int, more: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.BatchNorm2d(before), nn.ReLU(), nn.Conv2d(before, more, 3, padding=1)
        )

    def forward(self, x: Any) -> Any:
        return torch.cat([x, self.body(x)], 1)


class ConvNext(nn.Module):
    """ConvNeXt's block: channels are last where they are normalised and weighed."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.depthwise = nn.Conv2d(channels, channels, 5, padding=2, groups=channels)
        self.norm = nn.LayerNorm(channels, eps=1e-6)
        self.wide, self.narrow = (
            nn.Linear(channels, 2 * channels),
            nn.Linear(2 * channels, channels),
        )
        self.scale = nn.Parameter(torch.linspace(0.5, 1.5, channels))

    def forward(self, x: Any) -> Any:
        y = self.norm(self.depthwise(x).permute(0, 2, 3, 1))
        y = self.scale * self.narrow(nn.functional.gelu(self.wide(y)))
        return x + y.permute(0, 3, 1, 2)


class UNetLike(nn.Module):
    """Down, up, and beside each other; then the mean."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.Conv2d(1, 6, 3, padding=1)
        self.low = nn.Conv2d(6, 6, 3, padding=1)
        self.up = nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False)
        self.near = nn.Upsample(scale_factor=2, mode="nearest")
        self.head = nn.Linear(18, 10)

    def forward(self, x: Any) -> Any:
        high = torch.tanh(self.down(x))
        low = nn.functional.silu(self.low(nn.functional.avg_pool2d(high, 2)))
        whole = torch.cat([high, self.up(low), self.near(low)], 1)
        return self.head(whole.mean((-2, -1)))


class Shuffle(nn.Module):
    """ShuffleNet's unit: half of the channels pass, then all are mixed."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        half = channels // 2
        self.body = nn.Sequential(
            nn.Conv2d(half, half, 1),
            nn.ReLU(),
            nn.Conv2d(half, half, 3, padding=1, groups=half),
        )

    def forward(self, x: Any) -> Any:
        passed, read = x.chunk(2, 1)
        y = torch.cat([passed, self.body(read)], 1)
        n, channels, height, width = y.shape
        apart = y.view(n, 2, channels // 2, height, width)
        return apart.transpose(1, 2).reshape(n, channels, height, width)


def _head(channels: int, classes: int) -> list[nn.Module]:
    return [nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(channels, classes)]


NETWORKS: dict[str, tuple[Callable[[], nn.Module], tuple[int, int, int]]] = {
    "lenet": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 6, 5, padding=2),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Conv2d(6, 8, 5),
            nn.Tanh(),
            nn.AvgPool2d(2),
            nn.Flatten(),
            nn.Linear(200, 30),
            nn.Tanh(),
            nn.Linear(30, 10),
        ),
        (1, 28, 28),
    ),
    "cnn_gap": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1, bias=False),
            nn.BatchNorm2d(8),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 12, 3, padding=1),
            nn.ReLU(),
            *_head(12, 10),
        ),
        (1, 28, 28),
    ),
    "resnet": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 6, 5, 2, 2, bias=False),
            nn.BatchNorm2d(6),
            nn.ReLU(),
            nn.MaxPool2d(3, 2, 1),
            Residual(6, 6, 1),
            Residual(6, 10, 2),
            *_head(10, 10),
        ),
        (1, 28, 28),
    ),
    "mobilenet": (
        lambda: nn.Sequential(
            nn.Conv2d(3, 6, 3, 2, 1, bias=False),
            nn.BatchNorm2d(6),
            nn.Hardswish(),
            Inverted(6, 6, 1),
            Inverted(6, 10, 2),
            nn.Conv2d(10, 16, 1),
            nn.Hardswish(),
            *_head(16, 10),
        ),
        (3, 32, 32),
    ),
    "squeeze_excite": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.ReLU(),
            SqueezeExcite(8),
            nn.Conv2d(8, 8, 3, 2),
            nn.ELU(),
            DenseSqueezeExcite(8),
            *_head(8, 10),
        ),
        (1, 28, 28),
    ),
    "mlp": (
        lambda: nn.Sequential(
            nn.Flatten(), nn.Linear(144, 24), nn.ReLU(), nn.Dropout(0.2), nn.Linear(24, 10)
        ),
        (1, 12, 12),
    ),
    "group_norm": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 8, 3, padding=1),
            nn.GroupNorm(4, 8),
            nn.LeakyReLU(0.1),
            nn.Conv2d(8, 8, 3, 2, groups=2),
            nn.InstanceNorm2d(8, affine=True),
            nn.PReLU(8),
            *_head(8, 10),
        ),
        (1, 28, 28),
    ),
    "upsampling": (UNetLike, (1, 28, 28)),
    "silu_gelu_mish": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=(1, 2)),
            nn.SiLU(),
            nn.Conv2d(6, 8, 3, dilation=2),
            nn.GELU(),
            nn.Conv2d(8, 8, 3, 2),
            nn.Mish(),
            *_head(8, 10),
            nn.LogSoftmax(1),
        ),
        (1, 28, 28),
    ),
    "conv_transpose": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 6, 3, 2, 1),
            nn.ReLU(),
            nn.ConvTranspose2d(6, 6, 4, 2, 1),
            nn.SELU(),
            nn.ConvTranspose2d(6, 4, 3, 2, 1, output_padding=1, groups=2),
            nn.Softplus(),
            *_head(4, 10),
        ),
        (1, 28, 28),
    ),
    "colours": (
        lambda: nn.Sequential(
            nn.Conv2d(3, 8, 3),
            nn.ReLU(),
            nn.MaxPool2d(2),
            nn.Conv2d(8, 12, 3),
            nn.ReLU(),
            nn.MaxPool2d(2, ceil_mode=True),
            nn.Conv2d(12, 10, 1),
            nn.AdaptiveAvgPool2d(1),
            nn.Flatten(),
        ),
        (3, 32, 32),
    ),
    "letters": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 8, 5, 2),
            nn.ReLU(),
            nn.AvgPool2d(3, 2, 1),
            nn.Conv2d(8, 12, 3, 2, 1),
            nn.ReLU(),
            *_head(12, 26),
            nn.Softmax(1),
        ),
        (1, 64, 64),
    ),
    "densenet": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 6, 3, padding=1),
            Dense(6, 4),
            Dense(10, 4),
            nn.BatchNorm2d(14),
            nn.ReLU(),
            nn.AvgPool2d(2),
            *_head(14, 10),
        ),
        (1, 28, 28),
    ),
    "convnext": (
        lambda: nn.Sequential(nn.Conv2d(3, 8, 4, 4), ConvNext(8), ConvNext(8), *_head(8, 10)),
        (3, 32, 32),
    ),
    "shuffle": (
        lambda: nn.Sequential(
            nn.Conv2d(1, 8, 3, 2), nn.ReLU(), Shuffle(8), Shuffle(8), nn.ReLU(), *_head(8, 10)
        ),
        (1, 28, 28),
    ),
    "flat_normalised": (
        lambda: nn.Sequential(
            nn.ZeroPad2d((1, 0, 2, 1)),
            nn.Conv2d(1, 5, 3, 3),
            nn.Flatten(),
            nn.BatchNorm1d(450),
            nn.ReLU(),
            nn.Linear(450, 16),
            nn.LayerNorm(16),
            nn.Hardsigmoid(),
            nn.Linear(16, 7),
        ),
        (1, 25, 29),
    ),
}


def _settled(network: nn.Module, shape: tuple[int, int, int]) -> nn.Module:
    """With running means and variances of some pictures, and other weights than one and zero."""
    network.train()
    with torch.no_grad():
        for module in network.modules():
            if getattr(module, "affine", False) or isinstance(module, nn.LayerNorm):
                module.weight.uniform_(0.5, 1.5)
                module.bias.uniform_(-0.3, 0.3)
        for _ in range(5):
            network(torch.rand(8, *shape))
    return network.eval()


def _bare(model: Any) -> Any:
    """Without the notes of where in this file each operator comes from."""
    for each in (model.graph, *model.graph.node, *model.graph.value_info, *model.graph.initializer):
        each.ClearField("metadata_props")
        each.ClearField("doc_string")
    return model


def main() -> None:
    """Write all files."""
    answers: dict[str, Any] = {}
    for seed, (name, (make, shape)) in enumerate(NETWORKS.items()):
        torch.manual_seed(seed)
        network = _settled(make(), shape)
        samples = np.random.default_rng(seed).integers(0, 256, (2, *shape), np.uint8)
        answers[f"{name}/samples"] = samples
        with torch.no_grad():
            read = torch.from_numpy(samples.astype(np.float32) / np.float32(255))
            answers[f"{name}/scores"] = network(read).numpy()
        one = (torch.zeros(1, *shape),)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            torch.onnx.export(
                network,
                one,
                str(FOLDER / f"{name}.script.onnx"),
                dynamo=False,
                opset_version=13 if seed % 2 else 17,
                input_names=["image"],
                dynamic_axes={"image": {0: "n"}} if seed % 3 else None,
            )
            program = torch.onnx.export(
                network,
                one,
                dynamo=True,
                dynamic_shapes=({0: torch.export.Dim("n")},) if seed % 3 == 0 else None,
                verbose=False,
            )
        onnx.save(_bare(program.model_proto), FOLDER / f"{name}.dynamo.onnx")
    np.savez_compressed(FOLDER / "answers.npz", **answers)


if __name__ == "__main__":
    main()
