"""All that is shown and chosen, as plain data: what a window is built from.

Every part has a value for each of its attributes when nothing was chosen yet. Arrays, networks,
predictions are not here: they are found or computed again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from camviewer.attribution.contributions import ORDERS as CHANNEL_ORDERS
from camviewer.common.translation import LANGUAGES
from camviewer.data.dataset import SPLITS
from camviewer.data.rearrangement import Rearrangement
from camviewer.data.spec import MAX_SIDE
from camviewer.document.fix_state import EPOCHS, FixState, TrialState
from camviewer.document.map_state import (
    MAP_COLOURS,
    MAX_PLACE,
    PROJECTED,
    PROJECTIONS,
    GroupState,
    MapState,
)
from camviewer.document.plain_data import Allowed, Between, Each, read
from camviewer.error_analysis.query import ORDERS, OUTCOMES, Selection
from camviewer.error_analysis.remedies import BORDER, COPIES, KINDS, RemedyChoice
from camviewer.lesson.lesson_files import MAX_PAGES
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.formats.model_file import DEFAULT_MODEL
from camviewer.networks.hand_made import HAND_MADE
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.rendering import INTERPOLATIONS, Display
from camviewer.rendering.scales import SCALES
from camviewer.training.recipes import RECIPES

VERSION = 1
"""Of what is written; parts and attributes that a version does not know are passed over."""

MAPS = ("", "predicted", "label", "difference")
"""What lies over each sample of an evaluation: no map, M of a class, predicted minus label."""


METHOD_ORDERS = ("group", "time")
"""Methods like each other together, or those first that take least."""

PAGES = (
    *("matrix", "sample", "map", "clusters"),
    *("labels", "confidence", "sweeps", "models", "fix"),
)
"""What may be in front of an evaluation's tabs; the sample only where it is one of them."""

LAB_PARTS = ("hand-made", "scenes", "decoys")
"""What the known-truth lab shows: hand-made networks, scenes, decoy digits."""


class Tool(StrEnum):
    """What the pointer does on the canvas."""

    PEN = "pen"
    ERASER = "eraser"


@dataclass(frozen=True)
class StrokeState:
    """One movement of the pen: its points (x, y) in canvas units, its width as in `Stroke`."""

    points: tuple[tuple[float, float], ...] = ()
    width: float = 0.0


@dataclass(frozen=True)
class SampleState:
    """What is on the canvas, and where it came from.

    Attributes:
        shape: (h, w) or (h, w, 3) of the picture that was drawn on; none for a blank canvas.
        base: its values in [0, 1], row by row.
        strokes: what was drawn.
        name: of the data set or the file; so are index, label, changed and class_name as in
            `SampleOrigin`.
    """

    shape: tuple[int, ...] = ()
    base: tuple[float, ...] = ()
    strokes: tuple[StrokeState, ...] = ()
    name: str = ""
    index: int | None = None
    label: int | None = None
    changed: bool = False
    class_name: str = ""


@dataclass(frozen=True)
class StageState:
    """Which networks explain the sample, and for which class.

    Attributes:
        models: names or paths of the models on stage; today there is one.
        snapshot: name of the network that is looked at in the first one's place, as it was at a
            moment of a training; empty for none.
        class_index: the class whose map is shown.
        following: whether that is always the predicted one.
    """

    models: tuple[str, ...] = (DEFAULT_MODEL,)
    snapshot: str = ""
    class_index: int = 0
    following: bool = True


@dataclass(frozen=True)
class DrawingState:
    """With what is drawn, and on what.

    Attributes:
        tool: what the pointer does.
        brush: the pen's thickness in per cent of the sample's size.
        on_sample: whether the first stroke goes on an untouched sample; if not, it starts afresh.
    """

    tool: Tool = Tool.PEN
    brush: int = 12
    on_sample: bool = False


@dataclass(frozen=True)
class WindowState:
    """How the window looks and what is open in it.

    Attributes:
        scheme: "system", "light" or "dark".
        language: a key of `LANGUAGES`, or "system".
        geometry: the window's place and size, base64 of what Qt gives.
        drawer: name of the page that is open beside the stage; empty for none.
        drawer_width: pixels that a person gave the drawer; 0 for the usual width.
        enlarged: name of the view that fills the stage; empty for all four.
        presentation: whether it is presented.
        caption: whether the lesson is in sight: above the drawer's page, and in a presentation
            below the stage.
        terms: whether, in a presentation, the terms of the sum stand in the views' place.
        welcomed: whether a person has seen what there is to begin with.
        folder: where files were last opened or saved.
        aside: whether, in a presentation too, the lesson stands beside the stage.
        manual: name of the page of the manual that is open; empty while it is closed.
    """

    scheme: str = "system"
    language: str = "system"
    geometry: str = ""
    drawer: str = ""
    drawer_width: int = 0
    enlarged: str = ""
    presentation: bool = False
    caption: bool = False
    terms: bool = False
    welcomed: bool = False
    folder: str = ""
    aside: bool = False
    manual: str = ""


@dataclass(frozen=True)
class DecompositionState:
    """What is looked at in the decomposition.

    Attributes:
        page: place of the page in front: channels and score breakdown, or layer by layer.
        order: how the channels are ordered, one of `contributions.ORDERS`.
        against: the class that the one shown is compared with; None for none.
        channel: the channel that was chosen; None before one was.
        count: how many channels, in order, are in the running sum; None for all there are.
        layer: place of the layer in large.
    """

    page: int = 0
    order: str = CHANNEL_ORDERS[0]
    against: int | None = None
    channel: int | None = None
    count: int | None = None
    layer: int = 0


@dataclass(frozen=True)
class MethodsState:
    """Which methods stand side by side.

    Attributes:
        shown: their names; one that nobody offers any more is passed over.
        order: how they are ordered, one of `METHOD_ORDERS`.
        trust: whether the one on the stage is put to the test.
    """

    shown: tuple[str, ...] = (
        *("cam", "grad-cam", "layer-cam", "score-cam", "gradient", "gradient-input"),
        *("integrated-gradients", "lrp", "occlusion"),
    )
    order: str = METHOD_ORDERS[0]
    trust: bool = False


@dataclass(frozen=True)
class ComparisonState:
    """What is compared with the network on stage, and on which sample.

    Attributes:
        second: name or path of the second model; empty where none was chosen.
        rearrangement: what is done to the sample before both networks read it.
    """

    second: str = ""
    rearrangement: Rearrangement = field(default_factory=Rearrangement)


@dataclass(frozen=True)
class LabState:
    """What is looked at in the known-truth lab.

    Attributes:
        part: one of `LAB_PARTS`.
        hand_made: name of the hand-made network.
        scene: which scene, from 0.
        decoy: which decoy digit, from 0.
        masked: whether its patch is masked.
    """

    part: str = LAB_PARTS[0]
    hand_made: str = "one-pixel"
    scene: int = 0
    decoy: int = 0
    masked: bool = False


_RECIPE = RECIPES[RECIPES.default]


@dataclass(frozen=True)
class TrainingState:
    """What stands in the form of a training, as in `Plan`; `start` is a model's path or empty."""

    name: str = "my-model"
    architecture: str = ARCHITECTURES.default
    start: str = ""
    recipe: str = _RECIPE.name
    epochs: int = _RECIPE.epochs
    batch: int = _RECIPE.batch
    learning_rate: float = _RECIPE.learning_rate
    seed: int = 0
    share: int = 100


@dataclass(frozen=True)
class EvaluationState:
    """What is evaluated, and what is asked of the outcome.

    Attributes:
        network: what the network that was evaluated is called; empty before the first.
        split: which samples are evaluated, or to be evaluated next.
        following: whether a training's epochs are evaluated as they end.
        selection: which samples are listed, and in which order.
        maps: which map lies over each of them; empty for none.
        page: the tab in front, one of `PAGES`.
        group: by which samples the list is narrowed besides; None if it is not.
        advancing: whether the next sample is looked at once one was tagged.
        map: how the map of samples looks.
        corrected: whether labels count as a person has corrected them, in accuracy, matrix and
            training; else as they are in the file.
    """

    network: str = ""
    split: str = SPLITS.default
    following: bool = False
    selection: Selection = field(default_factory=Selection)
    maps: str = ""
    page: str = PAGES[0]
    group: GroupState | None = None
    advancing: bool = False
    map: MapState = field(default_factory=MapState)
    corrected: bool = False


@dataclass(frozen=True)
class LessonState:
    """The lesson that is taken: its folder, empty for the program's own; its page, from 0."""

    folder: str = ""
    page: int = 0


@dataclass(frozen=True)
class DocumentState:
    """The whole document; `source` is where samples come from, as it was asked for."""

    sample: SampleState = field(default_factory=SampleState)
    source: str = "auto"
    stage: StageState = field(default_factory=StageState)
    display: Display = field(default_factory=Display)
    drawing: DrawingState = field(default_factory=DrawingState)
    window: WindowState = field(default_factory=WindowState)
    decomposition: DecompositionState = field(default_factory=DecompositionState)
    methods: MethodsState = field(default_factory=MethodsState)
    comparison: ComparisonState = field(default_factory=ComparisonState)
    lab: LabState = field(default_factory=LabState)
    training: TrainingState = field(default_factory=TrainingState)
    evaluation: EvaluationState = field(default_factory=EvaluationState)
    fix: FixState = field(default_factory=FixState)
    lesson: LessonState = field(default_factory=LessonState)


ALLOWED: Allowed = {
    StageState: {"class_index": Between(0)},
    Display: {
        "opacity": range(101),
        "threshold": range(101),
        "scale": SCALES,
        "colours": COLOUR_MAPS,
        "interpolation": INTERPOLATIONS,
    },
    DrawingState: {"brush": range(1, 101)},
    WindowState: {
        "scheme": ("system", "light", "dark"),
        "language": ("system", *LANGUAGES),
        "drawer_width": Between(0),
    },
    DecompositionState: {
        "page": range(2),
        "order": CHANNEL_ORDERS,
        "against": Between(0),
        "channel": Between(0),
        "count": Between(1),
        "layer": Between(0),
    },
    MethodsState: {"order": METHOD_ORDERS},
    Rearrangement: {
        "right": Between(-MAX_SIDE, MAX_SIDE),
        "down": Between(-MAX_SIDE, MAX_SIDE),
    },
    LabState: {
        "part": LAB_PARTS,
        "hand_made": HAND_MADE,
        "scene": Between(0),
        "decoy": Between(0),
    },
    TrainingState: {
        "architecture": ARCHITECTURES,
        "recipe": RECIPES,
        "epochs": Between(1),
        "batch": Between(1),
        "seed": Between(0),
        "share": range(1, 101),
    },
    EvaluationState: {"split": SPLITS, "maps": MAPS, "page": PAGES},
    GroupState: {"members": Each(Between(0, MAX_PLACE))},
    MapState: {"colours": MAP_COLOURS, "projection": PROJECTIONS, "projected": PROJECTED},
    Selection: {
        "outcome": OUTCOMES,
        "order": ORDERS,
        "label": Between(0),
        "predicted": Between(0),
        "least": Between(0, 1),
        "most": Between(0, 1),
    },
    RemedyChoice: {
        "kind": KINDS,
        "copies": COPIES,
        "border": BORDER,
        "architecture": ("", *ARCHITECTURES),
    },
    FixState: {"epochs": EPOCHS},
    TrialState: {"members": Each(Between(0, MAX_PLACE)), "split": SPLITS, "kind": KINDS},
    LessonState: {"page": range(MAX_PAGES)},
}
"""What an attribute may be, where not every value of its type will do."""


def to_json(state: DocumentState) -> str:
    """A document as text."""
    return json.dumps({"version": VERSION, **asdict(state)}, indent=2) + "\n"


def from_json(text: str | bytes) -> DocumentState:
    """A document of this version or another; what cannot be used in it is as if it were not there.

    Raises:
        ValueError: it is no JSON object.
    """
    try:
        entries = json.loads(text)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    if not isinstance(entries, dict):
        raise ValueError("no JSON object")
    return read(DocumentState, entries, ALLOWED)
