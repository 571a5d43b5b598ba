"""One of the two networks: how large and how good it is, what it reads, and why."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from camviewer.attribution.methods import Method
from camviewer.common.translation import translate
from camviewer.controllers.paired_readings import Reading, Size
from camviewer.document.canvas_content import source_title
from camviewer.gui.theme import enlarge, wrong_colour
from camviewer.gui.widgets.map_picture import MapPicture
from camviewer.gui.widgets.number_format import percent
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.chance import is_near_chance_for
from camviewer.inference.prediction import Capability, Prediction
from camviewer.networks.formats.model_file import in_words
from camviewer.networks.model_card import ModelCard
from camviewer.rendering.colour_maps import Colours

_LARGE = 1.5  # times other text
_MILLION = 1_000_000


class NetworkColumn(QObject):
    """The widgets of one network, from the top; whoever makes it places them.

    Attributes:
        heading: which network it is.
        facts: parameters, accuracy, multiplications.
        verdict: what it reads.
        beside: what it reads of the sample as it is drawn, and how sure it is of the class shown.
        picture: the map of the class shown, over the sample.
        note: why there is no map, and what to do.
    """

    method_wanted = Signal(str)
    """A person chooses the method of that name."""

    def __init__(self, role: str, heading: QWidget, parent: QWidget) -> None:
        """Nothing is read yet.

        Args:
            role: "first" or "second", which the names of the widgets begin with.
            heading: names the network.
            parent: of the widgets.
        """
        super().__init__(parent)
        self.heading = heading
        self.facts = _words(f"{role}NetworkFacts", parent)
        self.verdict = StillLabel(f"{role}NetworkLabel", parent)
        self.verdict.label.setTextFormat(Qt.TextFormat.RichText)
        enlarge(self.verdict.label, _LARGE)
        self.beside = StillLabel(f"{role}DrawnLabel", parent)
        self.beside.label.setTextFormat(Qt.TextFormat.RichText)
        self.beside.label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.picture = MapPicture(f"{role}NetworkPicture", parent)
        self.picture.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        expanding = QSizePolicy.Policy.Expanding
        self.picture.setSizePolicy(expanding, expanding)  # as large as there is room
        self.note = _words(f"{role}NetworkNote", parent)
        self.note.setTextFormat(Qt.TextFormat.RichText)
        links = Qt.TextInteractionFlag
        self.note.setTextInteractionFlags(
            links.LinksAccessibleByMouse | links.LinksAccessibleByKeyboard
        )
        self.note.linkActivated.connect(self.method_wanted)
        self.note.hide()

    @property
    def widgets(self) -> tuple[QWidget, ...]:
        """All of them, from the top."""
        return self.heading, self.facts, self.verdict, self.beside, self.picture, self.note

    def show_facts(self, card: ModelCard | None, size: Size | None, *, is_snapshot: bool) -> None:
        """Tell how large and how good the network is.

        Args:
            card: of the model; None without one.
            size: how large it is; None if that is not known.
            is_snapshot: whether it is the model at a moment of its training.
        """
        told = []
        if size is not None:
            told.append(self.tr("{0} parameters").format(f"{size.parameters:,}"))
        if is_snapshot:
            told.append(self.tr("at an earlier stage of its training"))
        elif card is not None and card.accuracy is not None:
            data = in_words(source_title(card.data))
            accuracy = f"{card.accuracy * 100:.2f}%"
            words = self.tr("{0} on {1} test [samples]").format(accuracy, data)
            is_near = is_near_chance_for(card.accuracy, len(card.class_names))
            told.append(translate("{0}, near chance", words) if is_near else words)
        if size is not None:
            told.append(self.tr("{0} M multiplications").format(_millions(size.multiplications)))
        self.facts.setText("\n".join(told))

    def show_reading(
        self,
        reading: Reading | None,
        names: Sequence[str],
        class_index: int,
        missing: Sequence[str],
    ) -> None:
        """Tell what the network reads.

        Args:
            reading: what it makes of the sample; None if there is nothing.
            names: of its classes.
            class_index: the class shown.
            missing: why there is no reading; the longer wording first.
        """
        prediction = reading.prediction if reading is not None else None
        if reading is None or prediction is None:
            self.verdict.show_first_fitting(*map(escape, missing))
            self.beside.show_first_fitting("")
            return
        read = _read(prediction, names, prediction.predicted)
        drawn = reading.drawn or prediction
        if drawn.predicted != prediction.predicted:
            read = (
                f'<span style="color:{wrong_colour(self.verdict.palette()).name()}">{read}</span>'
            )
        self.verdict.show_first_fitting(self.tr("Predicts {0}").format(read), read)
        told = []
        if drawn is not prediction:
            before = _read(drawn, names, drawn.predicted)
            told += [self.tr("original: {0}").format(before), before]
        if class_index != prediction.predicted and class_index < len(names):
            shown = self.tr("{0}: {1}").format(*_parts(prediction, names, class_index))
            told.insert(0, " &nbsp; ".join((*told[:1], shown)))
        self.beside.show_first_fitting(*(told or [""]))

    def show_picture(self, title: str, picture: Colours | None) -> None:
        """Show a picture, or none, under its title."""
        self.picture.show_picture(title, None if picture is None else to_image(picture))

    def show_note(self, reading: Reading | None, method: Method, instead: Sequence[Method]) -> None:
        """Say why there is no map.

        Args:
            reading: what the network makes of the sample; None if there is nothing.
            method: what is to explain it.
            instead: methods that have something to show.
        """
        told = self._missing(reading, method, instead)
        if told != self.note.text():
            self.note.setText(told)
            self.note.setVisible(bool(told))

    def _missing(self, reading: Reading | None, method: Method, instead: Sequence[Method]) -> str:
        if reading is None:
            return ""
        if reading.trouble:
            return escape(reading.trouble)
        prediction = reading.prediction
        lacking = None if prediction is None else prediction.lacking(*method.needs)
        if prediction is None or lacking is None:
            return ""
        why = {
            Capability.CONVOLUTION_FEATURES: self.tr(
                "{1} has nothing to show here: {0} flattens its input into one long list, after "
                "which no number belongs to a place in the [sample] any more."
            ),
            Capability.LINEAR_HEAD: self.tr(
                "{1} has nothing to show here: {0} gives every cell its own weights, so its "
                "scores are not the sum over the cells of a map."
            ),
        }.get(lacking.capability)
        if why is None:
            return escape(str(lacking))
        told = why.format(f"<b>{escape(prediction.title)}</b>", escape(translate(method.title)))
        links = [
            f'<a href="{escape(each.name)}">{escape(translate(each.title))}</a>' for each in instead
        ]
        if links:
            told = f"{told} {self.tr('Try instead: {0}').format(', '.join(links))}"
        return told


def _read(prediction: Prediction, names: Sequence[str], class_index: int) -> str:
    """A class and its probability, in markup."""
    name, share = _parts(prediction, names, class_index)
    return f"<b>{name}</b> · {share}"


def _parts(prediction: Prediction, names: Sequence[str], class_index: int) -> tuple[str, str]:
    share = percent(float(prediction.probabilities[class_index]))
    return escape(names[class_index]), escape(share).replace(" ", "&nbsp;")


def _millions(count: int) -> str:
    """How many millions: two digits that count, or all before the point and one behind it."""
    millions = count / _MILLION
    return f"{millions:.1f}" if millions >= 1 else f"{millions:.2g}"


def _words(name: str, parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setObjectName(name)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
