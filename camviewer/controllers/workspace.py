"""The workspace: the document, all that acts on it, and the channel in which they tell."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject

from camviewer.attribution.map_work import MapTask, map_steps
from camviewer.common.arrays import Array
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.concurrency.refinement import Refinement
from camviewer.controllers.attributing import Attributing
from camviewer.controllers.calibrating import Calibrating
from camviewer.controllers.comparison import Comparison, make_worker
from camviewer.controllers.corrupting import Corrupting
from camviewer.controllers.decomposition import Decomposition
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.document_files import DocumentFiles
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Tools
from camviewer.controllers.fixing import Fixing
from camviewer.controllers.formulas import Formulas
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.label_review import LabelReview
from camviewer.controllers.lesson import LessonController
from camviewer.controllers.lesson_code import LessonCode
from camviewer.controllers.lesson_figures import LessonFigures
from camviewer.controllers.lost_drawing import LostDrawing
from camviewer.controllers.mistake_exports import MistakeExports
from camviewer.controllers.prediction_files import PredictionFiles
from camviewer.controllers.sample import Controller
from camviewer.controllers.sample_map import SampleMap
from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.controllers.sweeping import Sweeping
from camviewer.controllers.training import Training
from camviewer.controllers.trusting import Trusting
from camviewer.controllers.work_progress import WorkProgress
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.inference.prediction import Prediction, PredictionRequest, ScoresRequest

Predict = Callable[[PredictionRequest], Prediction]
Score = Callable[[ScoresRequest], Array]


class Workspace(QObject):
    """Lives as long as the program; windows are built from it and come and go.

    Attributes:
        document: what is shown and chosen.
        messages: where everybody tells what a person is to know.
        controller: samples, models and predictions.
        training: what is being trained.
        mistakes: what the evaluated network misreads.
        derived_analyses: what takes a while to find out about that.
        label_review: the queue of suspected label errors.
        sample_map: each sample a point, near those that the network sees as alike.
        calibrating: how far the evaluated network's probabilities can be trusted.
        sweeping: how the evaluated network does as samples are corrupted more and more.
        corrupting: does the same to the sample on the canvas.
        fixing: trains for a selection of mistakes, and judges what came out.
        map_refinement: computes maps of many samples, one after the other, by methods that take
            their time; one that never ends holds up nothing else.
        mistake_exports: what can be taken out of it.
        prediction_files: opens predictions of another system.
        files: saves the document and opens it again.
        attributing: what has methods computed that take their time.
        stroke_valuing: what finds out what each stroke of a drawing did.
        trusting: what measures how far the one on the stage is to be trusted.
        formulas: what has the methods' formulas typeset.
        decomposition: how the map is put together from the channels.
        comparison: the network on stage beside a second one.
        known_truth: what the methods make of samples whose answer is known.
        lessons: the lesson that is taken.
        lesson_code: what runs code of its pages.
        lesson_figures: what computes the figures of its pages.
    """

    def __init__(
        self,
        document: Document,
        make_predict: Callable[[], Predict],
        make_score: Callable[[], Score],
        tools: Tools,
        language: str = "en",
        parent: QObject | None = None,
    ) -> None:
        """Join everything; no thread runs yet.

        Args:
            document: has its models already.
            make_predict: makes, in a thread, what answers for the document's sample.
            make_score: makes, in a thread, what scores it over a training.
            tools: read and explain many samples, in threads.
            language: of the lesson.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.document = document
        document.setParent(self)
        self.messages = Messages(self)
        told = document, self.messages
        self._lost_drawing = LostDrawing(*told, self)
        self.controller = Controller(*told, NewestRequestWorker(make_predict), self)
        self.training = Training(*told, NewestRequestWorker(make_score), self)
        self.training.saved.connect(self._take_model)
        self.mistakes = Mistakes(*told, self.training, tools, self)
        self.derived_analyses = DerivedAnalyses(self.mistakes, self)
        self.label_review = LabelReview(self.mistakes, self)
        self.training.use_corrections(self.derived_analyses.corrections)
        self.sample_map = SampleMap(document, self.mistakes, self)
        self.calibrating = Calibrating(self.mistakes, self)
        self.sweeping = Sweeping(self.mistakes, self)
        self.corrupting = Corrupting(document, self)
        self.fixing = Fixing(
            document,
            self.mistakes,
            self.derived_analyses,
            self.training,
            self.mistakes.annotations.decisions,
            self,
        )
        self.map_refinement = Refinement[MapTask, Array | None](map_steps, self)
        self.mistake_exports = MistakeExports(document, self.mistakes, self.derived_analyses, self)
        self.prediction_files = PredictionFiles(document, self.mistakes, self)
        self.files = DocumentFiles(
            *told, self.mistakes, self.derived_analyses, self._progress(), self
        )
        self.attributing = Attributing(document, self)
        self.stroke_valuing = StrokeValuing(document, self)
        self.trusting = Trusting(document, self)
        self.formulas = Formulas(self)
        self.decomposition = Decomposition(document, self)
        self.comparison = Comparison(document, make_worker(make_predict), self)
        self.controller.worker.ready.connect(self.comparison.start)
        self.known_truth = KnownTruthLab(document, self.training, self)
        self.controller.worker.ready.connect(self.known_truth.start)
        self.lessons = LessonController(*told, language, self)
        self.lesson_code = LessonCode(document, self.lessons, self)
        self.lesson_figures = LessonFigures(document, self)

    def _take_model(self, path: Path) -> None:
        """Explain a model that was trained for the stage; let another one be chosen."""
        controller = self.controller
        show = controller.open_model if self.training.is_on_stage else controller.offer_model
        show(path)

    def _progress(self) -> WorkProgress:
        return WorkProgress(
            self.mistakes,
            self.derived_analyses,
            self.label_review,
            self.sample_map,
            self.calibrating,
            self.sweeping,
            self.fixing,
        )

    def close(self) -> None:
        """Cancel everything and wait for all threads."""
        workers = (
            self.training,
            self.mistakes,
            self.map_refinement,
            self.files,
            self.controller,
            self.attributing,
            self.stroke_valuing,
            self.trusting,
            self.formulas,
            self.comparison,
            self.known_truth,
            self.lessons,
            self.lesson_code,
            self.lesson_figures,
        )
        for each in workers:  # so that all end at the same time
            each.begin_closing()
        for each in workers:
            each.close()
