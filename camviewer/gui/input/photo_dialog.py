"""The dialog "Picture": turn, cut out and invert a photo, and take a sample out of it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.photos import Photos, Reading
from camviewer.data.photos.adjustment import LARGEST_ANGLE, WHOLE, Adjustment, Crop
from camviewer.gui.help.explanations import explain_controls
from camviewer.gui.input.photo_view import PhotoView
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.pixels import to_image
from camviewer.gui.widgets.steady_label import SteadyLabel
from camviewer.rendering.rendering import picture_of

_SIDE = 168
"""Pixels of the sample's picture."""

_STEPS = {Qt.Key.Key_PageUp: -1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PhotoDialog(QDialog):
    """Shows what is read of a photo while it is adjusted; Enter takes the sample."""

    taken = Signal(object, int)
    """A `Reading` and the place of the sample that was chosen."""

    collected = Signal(object, int)
    """The same, where all samples of the `Reading` are to be stepped through."""

    def __init__(self, photos: Photos, reading: Reading, parent: QWidget | None = None) -> None:
        """A dialog that shows a reading; `open` shows it without making the window wait."""
        super().__init__(parent)
        self.setObjectName("photoDialog")
        self.setWindowTitle(self.tr("Picture"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._photos, self._reading, self._place = photos, reading, 0
        self._wanted = reading.adjustment
        self._ending: SignalInstance | None = None  # with what it is to end once that is read
        self.view = PhotoView(self)
        self.sample = _SamplePicture(self)
        self.count = QLabel(self)
        self.count.setObjectName("photoCount")
        self.count.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.count.setWordWrap(True)
        self.previous = self._button("photoPreviousButton", self.tr("Previous"))
        self.next = self._button("photoNextButton", self.tr("Next"))
        self.all = self._button("photoStepThroughButton", self.tr("Use them all"))
        self.all.setToolTip(
            self.tr("Turns them into a small data set without labels, to go through one by one")
        )
        self.left = self._button("photoLeftButton", self.tr("Rotate left"))
        self.right = self._button("photoRightButton", self.tr("Rotate right"))
        self.whole = self._button("photoWholeButton", self.tr("Whole picture"))
        self.inverted = QCheckBox(self.tr("Invert"), self)
        self.inverted.setObjectName("photoInvertBox")
        self.inverted.setToolTip(
            self.tr("Take the bright parts as ink instead of the dark ones, or the other way round")
        )
        self.angle = self._make_angle()
        self._angle_label = SteadyLabel("−45°", self)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.take = QPushButton(self.tr("Use"), self)
        self.take.setObjectName("photoUseButton")
        self.take.setDefault(True)
        self.buttons.addButton(self.take, QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._show_controls()
        self._show()
        self.take.setFocus()
        explain_controls(self)

    # What is shown

    def _show(self) -> None:
        found = self._reading.found
        self._place = min(self._place, max(0, len(found) - 1))
        self.view.show_reading(self._reading, self._place)
        self.sample.show_picture(
            to_image(picture_of(found[self._place].sample)) if found else QImage()
        )
        texts = {0: self.tr("No ink found"), 1: ""}
        several = self.tr("{0} of {1}").format(self._place + 1, len(found))
        self.count.setText(texts.get(len(found), several))
        for button in (self.previous, self.next, self.all):
            button.setVisible(len(found) > 1)
        self.take.setEnabled(bool(found))

    def _show_controls(self) -> None:
        wanted = self._wanted
        degrees = f"{wanted.angle:.0f}°".replace("-", "−")
        self._angle_label.setText(degrees)
        self.whole.setEnabled(wanted.crop != WHOLE)

    def _take_reading(self, reading: Reading) -> None:
        if reading.photo is self._reading.photo:
            self._reading = reading
            self._show()
            if self._ending is not None and reading.adjustment == self._wanted:
                signal, self._ending = self._ending, None
                self._end_with(signal)

    # What is done

    def accept(self) -> None:
        """Take the sample that is shown."""
        self._end_with(self.taken)

    def step_through(self) -> None:
        """Take all samples, to step through them from the one that is shown."""
        self._end_with(self.collected)

    def _end_with(self, signal: SignalInstance) -> None:
        """Emit one of the dialog's signals and close, as soon as the photo is read as wanted."""
        if self._reading.adjustment != self._wanted:
            self._ending = signal
        elif self._reading.found:
            super().accept()
            signal.emit(self._reading, self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page Up and Down step through the samples."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._step(step)

    def step_back(self) -> None:
        """Show the sample before; before the first is the last."""
        self._step(-1)

    def step_on(self) -> None:
        """Show the next sample; after the last is the first."""
        self._step(1)

    def turn_left(self) -> None:
        """Turn the picture anticlockwise by a quarter."""
        self._turn(-1)

    def turn_right(self) -> None:
        """Turn the picture clockwise by a quarter."""
        self._turn(1)

    def use_whole(self) -> None:
        """Read the whole picture again."""
        self._cut(WHOLE)

    def _step(self, step: int) -> None:
        count = len(self._reading.found)
        if count:
            self._choose((self._place + step) % count)

    def _choose(self, place: int) -> None:
        self._place = place
        self._show()

    def _turn(self, quarters: int) -> None:
        turns = (self._wanted.quarter_turns + quarters) % 4
        self._adjust(replace(self._wanted, quarter_turns=turns, crop=WHOLE))

    def _adjust(self, wanted: Adjustment) -> None:
        if wanted != self._wanted:
            self._wanted, self._ending = wanted, None
            self._show_controls()
            self._photos.adjust(self._reading, wanted)

    # Parts

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _make_angle(self) -> JumpSlider:
        slider = JumpSlider(self)
        slider.setObjectName("photoAngleSlider")
        slider.setRange(-int(LARGEST_ANGLE), int(LARGEST_ANGLE))
        slider.setValue(round(self._wanted.angle))
        slider.setAccessibleName(self.tr("Angle"))
        slider.setToolTip(self.tr("Rotate the picture (arrow keys)"))
        return slider

    def _lay_out(self) -> None:
        steps, turns, angle = QHBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for row, widgets in (
            (steps, (self.previous, self.next)),
            (turns, (self.left, self.right)),
            (angle, (QLabel(self.tr("Angle"), self), self.angle, self._angle_label)),
        ):
            row.setSpacing(SPACE)
            for widget in widgets:
                row.addWidget(widget)
        side = QVBoxLayout()
        side.setSpacing(SPACE)
        side.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignHCenter)
        side.addWidget(self.count)
        side.addLayout(steps)
        side.addWidget(self.all)
        side.addSpacing(SPACE)
        side.addLayout(turns)
        side.addLayout(angle)
        side.addWidget(self.inverted)
        side.addWidget(self.whole)
        side.addStretch(1)
        side.addWidget(self.buttons)
        whole = QHBoxLayout(self)
        whole.addWidget(self.view, 1)
        whole.addLayout(side)

    def _connect(self) -> None:
        self.inverted.setChecked(self._wanted.inverted)
        self._photos.found.connect(self._take_reading)
        self.view.chosen.connect(self._choose)
        self.view.cut.connect(self._cut)
        self.previous.clicked.connect(self.step_back)
        self.next.clicked.connect(self.step_on)
        self.all.clicked.connect(self.step_through)
        self.left.clicked.connect(self.turn_left)
        self.right.clicked.connect(self.turn_right)
        self.whole.clicked.connect(self.use_whole)
        self.angle.valueChanged.connect(self._set_angle)
        self.inverted.toggled.connect(self._set_inverted)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _cut(self, crop: Crop) -> None:
        self._adjust(replace(self._wanted, crop=crop))

    def _set_angle(self, degrees: int) -> None:
        self._adjust(replace(self._wanted, angle=float(degrees)))

    def _set_inverted(self, chosen: bool) -> None:
        self._adjust(replace(self._wanted, inverted=chosen))


class _SamplePicture(QWidget):
    """The sample as the network will be shown it, pixel by pixel."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("photoSample")
        self.setAccessibleName(self.tr("The [sample]"))
        self.setFixedSize(QSize(_SIDE, _SIDE))
        self._image = QImage()

    def show_picture(self, image: QImage) -> None:
        """Show a sample, or nothing."""
        self._image = image
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint it as large as fits."""
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), Qt.GlobalColor.black)
            if not self._image.isNull():
                size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
                place = QRectF(0, 0, size.width(), size.height())
                place.moveCenter(QRectF(self.rect()).center())
                painter.drawImage(place, self._image)
