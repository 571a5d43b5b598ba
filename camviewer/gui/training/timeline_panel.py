"""The timeline: the network as it was, and this sample's scores over the training."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from camviewer.common.arrays import Array
from camviewer.controllers.training import Status, Training
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE
from camviewer.gui.training.explained import explain
from camviewer.gui.training.score_curves import ScoreCurves
from camviewer.gui.widgets.card import Card
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.learned import learned_at

_PLAYED, _FASTEST, _SLOWEST = 12_000, 40, 250
"""Milliseconds: of all snapshots when they are played, and of one, at least and at most."""

_SETTLED = 250  # milliseconds without change after which the scores are computed

_LEARNED, _BEFORE = "#learned", "#before"
"""Links to the snapshot from which on the sample is read so, and to the one before it."""


class TimelinePanel(Card):
    """Goes back and forth in a training."""

    animation_wanted = Signal()
    no_animation_wanted = Signal()
    """The animation that is being written is to be left."""

    def __init__(
        self, document: Document, training: Training, parent: QWidget | None = None
    ) -> None:
        """A panel that follows the training."""
        super().__init__(self.tr("Timeline"), parent)
        self._document = document
        self._training = training
        self._timeline = timeline = training.timeline
        self.slider = JumpSlider(self)
        self.slider.setObjectName("timelineSlider")
        self.slider.setAccessibleName(self.tr("Snapshot of the training"))
        self.slider.valueChanged.connect(self._look_at)
        self.place = StillLabel("timelinePlace", self)
        self.play = QPushButton(self.tr("Play"), self)
        self.play.setObjectName("playButton")
        self.play.setCheckable(True)
        self.play.toggled.connect(self._play)
        self.animation = QPushButton(self.tr("Save animation…"), self)
        self.animation.setObjectName("filmButton")
        self.animation.clicked.connect(self._animation_or_cancel)
        self._animating = False
        self.back = QPushButton(self.tr("Back to the model"), self)
        self.back.setObjectName("leaveTimelineButton")
        self.back.clicked.connect(timeline.leave)
        self.live = QCheckBox(self.tr("Follow training"), self)
        self.live.setObjectName("liveBox")
        self.live.toggled.connect(self._follow)
        self.learned = StillLabel("learnedLabel", self)
        self.learned.label.setTextFormat(Qt.TextFormat.RichText)
        self.learned.label.setTextInteractionFlags(Qt.TextInteractionFlag.LinksAccessibleByMouse)
        self.learned.label.linkActivated.connect(self._follow_link)
        self.scores = ScoreCurves(self)
        self.scores.place_wanted.connect(timeline.look_at)
        self.scores.setObjectName("scorePlot")
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._step)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(_SETTLED)
        self._settle.timeout.connect(self._ask)
        buttons = QGridLayout()
        buttons.setSpacing(SPACE // 2)
        buttons.addWidget(self.play, 0, 0)
        buttons.addWidget(self.animation, 0, 1)
        buttons.addWidget(self.live, 1, 0)
        buttons.addWidget(self.back, 1, 1)
        for column in range(2):
            buttons.setColumnStretch(column, 1)
        self._explain()
        self.body.setSpacing(SPACE // 2)
        self.body.addWidget(self.place)
        self.body.addWidget(self.slider)
        self.body.addWidget(self.learned)
        self.body.addLayout(buttons)
        self.body.addWidget(self.scores, 1)
        timeline.changed.connect(self._show)
        training.status_changed.connect(self._enable_ways_back)
        document.model_changed.connect(self._enable_ways_back)
        timeline.scores_changed.connect(self._show_scores)
        document.sample_changed.connect(self._settle.start)
        document.sample_changed.connect(self._enable_animation)
        document.class_changed.connect(self._show_scores)
        self._show()

    def _explain(self) -> None:
        explain(
            self.slider,
            self.tr(
                "The network at an earlier time. Drag, or step through the snapshots with the "
                "arrow keys."
            ),
            self.tr(
                "Snapshots are densest where the network changes most. Choosing one switches "
                "off “Follow training”; the training itself continues."
            ),
        )
        explain(self.play, self.tr("Play all snapshots up to the last one"))
        explain(self.back, self.tr("Show the chosen model instead of a snapshot"))
        explain(
            self.live,
            self.tr(
                "Show the network on the stage as it learns; otherwise the model chosen before"
            ),
            self.tr(
                "The stage shows the latest weights about four times a second, with their epoch "
                "and step. Choosing a snapshot on the timeline switches this off."
            ),
        )
        explain(
            self.scores,
            self.tr(
                "The scores of this [sample] during the training. Click to see the network at "
                "that time."
            ),
            self.tr(
                "The class that the network finally predicts, or the one you chose, is in "
                "front. From the thin line on, it stays above all others: the network has "
                "learned this [sample]. Steps are on a logarithmic scale (of the step plus 1), "
                "because most changes happen at the beginning."
            ),
        )

    def show_animating(self, done: int, whole: int) -> None:
        """An animation is being written: the button says how far it is, and ends it."""
        self._animating = True
        self.animation.setText(self.tr("Cancel ({0}%)").format(100 * done // max(1, whole)))
        self._enable_animation()

    def end_animating(self) -> None:
        """No animation is being written any more."""
        self._animating = False
        self.animation.setText(self.tr("Save animation…"))
        self._enable_animation()

    def _animation_or_cancel(self) -> None:
        if self._animating:
            self.no_animation_wanted.emit()
        else:
            self.animation_wanted.emit()

    def _enable_animation(self) -> None:
        """An animation shows a sample over time; while one is written it can be cancelled."""
        timeline, document = self._timeline, self._document
        possible = len(timeline.snapshots) > 1 and bool(document.sample.any())
        self.animation.setEnabled(possible or self._animating)
        tip = self.tr("Save how the maps of this [sample] took shape, as a GIF or a video")
        if self._animating:
            tip = self.tr("Stop saving the animation")
        explain(self.animation, tip)

    def showEvent(self, event: QShowEvent) -> None:
        """Only who sees the scores needs them."""
        super().showEvent(event)
        if self._timeline.scores is None:
            self._settle.start()

    def _look_at(self, place: int) -> None:
        self._timeline.look_at(place)

    def _show(self) -> None:
        timeline = self._timeline
        number = len(timeline.snapshots)
        chosen = timeline.chosen
        with QSignalBlocker(self.slider):
            self.slider.setRange(0, max(0, number - 1))
            self.slider.setValue(number - 1 if chosen is None else chosen)
        for widget in (self.slider, self.play):
            widget.setEnabled(number > 1)
        self._enable_animation()
        self._enable_ways_back()
        self.place.show_first_fitting(self._words())
        self._take_room(number > 0)
        self.scores.show_place(None if chosen is None else timeline.snapshots[chosen].step)
        if timeline.scores is None or len(timeline.scores) < number:
            self._settle.start()

    def _enable_ways_back(self) -> None:
        timeline, training = self._timeline, self._training
        self.back.setEnabled(timeline.is_live or self._document.snapshot is not None)
        self.live.setVisible(not training.is_history)
        self.live.setEnabled(training.status in (Status.RUNNING, Status.PAUSED))
        with QSignalBlocker(self.live):
            self.live.setChecked(timeline.is_live)

    def _follow(self, live: bool) -> None:
        self.play.setChecked(False)
        self._timeline.watch(live)

    def _take_room(self, has_snapshots: bool) -> None:
        """Without moments there is nothing to plot, and the form of a training has the room."""
        self.scores.setVisible(has_snapshots)
        self.learned.setVisible(has_snapshots)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Preferred, policy.Preferred if has_snapshots else policy.Maximum)

    def _words(self) -> str:
        training, timeline = self._training, self._timeline
        if not timeline.snapshots:
            return self.tr("Train a network to see its snapshots here.")
        last = timeline.snapshots[-1].step
        if timeline.is_live:
            return self.tr("Following the training: the latest weights")
        if timeline.chosen is None and training.is_history:
            number = len(timeline.snapshots)
            return self.tr("History of {0}, snapshots: {1}").format(training.name, number)
        if timeline.chosen is None:
            return self.tr("Snapshots: {0}, the last after step {1}").format(
                len(timeline.snapshots), f"{last:,}"
            )
        step = timeline.snapshots[timeline.chosen].step
        return self.tr("{0} (last: {1})").format(timeline.when(step), f"{last:,}")

    def _ask(self) -> None:
        if self.isVisible():
            self._timeline.ask_for_scores()

    def _show_scores(self) -> None:
        timeline = self._timeline
        if timeline.scores is None:
            self.scores.show_nothing()
            self.learned.show_first_fitting("")
            self._settle.start()
            return
        steps = [snapshot.step for snapshot in timeline.snapshots[: len(timeline.scores)]]
        found, document = learned_at(timeline.scores), self._document
        # What a snapshot predicts changes with the snapshot: the class asked after must not.
        front = found.class_index if document.following else document.class_index
        before = found.before if front == found.class_index else None
        self.scores.show_scores(
            steps,
            timeline.scores,
            (front, document.class_name(front)),
            (before, document.class_name(before)) if before is not None else None,
            steps[found.place] if found.before is not None else None,
        )
        self._show_learned(timeline.scores)

    def _show_learned(self, scores: Array) -> None:
        """Since when the network reads the sample as it does in the end."""
        found, document, timeline = learned_at(scores), self._document, self._timeline
        name = escape(self._training.name)
        reads = f"<b>{escape(document.class_name(found.class_index))}</b>"
        if found.before is None:
            self.learned.show_first_fitting(
                self.tr("{0} predicts {1} in all of these snapshots").format(name, reads),
                self.tr("Predicts {0} in all of these snapshots").format(reads),
            )
            return
        step, last = (timeline.snapshots[found.place - back].step for back in (0, 1))
        since = _link(_LEARNED, timeline.step_name(step))
        with_epoch = _link(_LEARNED, timeline.when(step))
        then = timeline.step_name(last)
        then = _link(_BEFORE, self.tr("at {0}").format(then) if last else then)
        before = escape(document.class_name(found.before))
        long = self.tr("{0} predicts {1} from {2} on; {3} still {4}")
        short = self.tr("{0}: {1} from {2} on, {4} {3}")
        shortest = self.tr("Predicts {0} from {1} on")
        if found.is_again:  # "still" would be wrong: in between it was read as in the end
            long = self.tr(
                "{0} predicts {1} from {2} on, not for the first time; {3} it predicted {4}"
            )
            short = self.tr("{0}: {1} again from {2} on, {4} {3}")
            shortest = self.tr("Predicts {0} again from {1} on")
        self.learned.show_first_fitting(
            long.format(name, reads, with_epoch, then, before),
            long.format(name, reads, since, then, before),
            short.format(name, reads, since, then, before),
            shortest.format(reads, since),
            hint=self.tr("Click a step to see the network at that time."),
        )

    def _follow_link(self, link: str) -> None:
        """Look at the snapshot from which on the sample is read so, or at the one before it."""
        scores = self._timeline.scores
        if scores is not None:
            self._timeline.look_at(learned_at(scores).place - (link == _BEFORE))

    # Playing

    def _play(self, playing: bool) -> None:
        if playing:
            if self._timeline.chosen in (None, len(self._timeline.snapshots) - 1):
                self._timeline.look_at(0)
            a_snapshot = _PLAYED // len(self._timeline.snapshots)
            self._timer.start(min(max(_FASTEST, a_snapshot), _SLOWEST))
        else:
            self._timer.stop()

    def _step(self) -> None:
        chosen = self._timeline.chosen
        if chosen is None or chosen + 1 >= len(self._timeline.snapshots):
            self.play.setChecked(False)
        else:
            self._timeline.look_at(chosen + 1)


def _link(target: str, words: str) -> str:
    return f'<a href="{target}">{escape(words)}</a>'
