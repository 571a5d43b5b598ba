"""What a fix computes in threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Progress
from camviewer.controllers.evaluation_target import EvaluationTarget, Network
from camviewer.controllers.fix_work import Selected, find_remedy, give_verdict
from camviewer.controllers.own_samples import add_own, own_file
from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.held_out import held_out
from camviewer.data.sources import npz
from camviewer.document.fix_state import TrialState
from camviewer.error_analysis.remedies import RemedyChoice
from camviewer.inference.evaluation import Evaluation
from camviewer.networks.formats import model_file
from tests.evaluations import evaluation

LABELS = [0, 1] * 6
WRONG = [9, 9, *LABELS[2:]]
BEFORE, AFTER = (list(model_file.bundled().values())[place] for place in (0, 1))


def dataset() -> Dataset:
    arrays = np.zeros((12, 28, 28), np.uint8), np.array(LABELS, np.uint8)
    return digit_dataset("twelve", *(ArraySplit(12, lambda: arrays) for _ in range(2)))


def read(
    network: Network, _dataset: Dataset, split: str, _progress: Progress, _token: CancelToken
) -> Evaluation:
    """Before, the first two samples are misread; after, none."""
    predicted = WRONG if network == BEFORE else LABELS
    return evaluation(LABELS, predicted, split=split)


def selected(split: str, *members: int) -> Selected:
    target = EvaluationTarget(BEFORE, dataset(), split)
    number = 24 if split == "all" else 12
    found = evaluation((LABELS * 2)[:number], (WRONG * 2)[:number], split=split)
    return Selected(target, found, np.array(members, np.intp))


def nothing(_done: int, _whole: int) -> None:
    """Nobody looks."""


@pytest.mark.parametrize("split", ["test", "train", "all"])
def test_that_a_remedy_learns_from_what_is_listed_and_what_is_like_it(split: str) -> None:
    found = selected(split, 0, 1, 2, 3)
    remedy = find_remedy(found, RemedyChoice(), {}, None, read, nothing, CancelToken())
    division = found.division
    assert remedy.test == tuple(division.used)
    assert set(division.train) <= set(remedy.train)
    assert len(remedy.train) > len(division.train)
    assert remedy.halved == (split == "test")


def test_that_decided_labels_are_put_in_their_places() -> None:
    found = selected("test", 0)
    decisions = {"sample 4": 7, "sample 5": -1, "sample 6": 10, "of another data set": 3}
    choice = RemedyChoice("labels")
    remedy = find_remedy(found, choice, decisions, None, read, nothing, CancelToken())
    assert remedy.labels == ((4, 7),)
    same = {f"sample {place}": label for place, label in enumerate(LABELS)}
    with pytest.raises(UserError, match="No training digit has another label"):
        find_remedy(found, choice, same, None, read, nothing, CancelToken())


@pytest.mark.parametrize("split", ["train", "all"])
def test_that_corrected_labels_count_wherever_the_selection_is_from(split: str) -> None:
    trial = TrialState(members=(0, 1), split=split, network=str(BEFORE), fixed=str(AFTER))
    found = replace(selected(split, 0, 1), corrections={"sample 0": 9, "sample 1": 9})
    verdict = give_verdict(found, trial, {}, read, nothing, CancelToken()).verdict
    assert verdict.paired.broken.tolist() == [0, 1]
    assert verdict.paired.fixed.tolist() == []


def test_that_what_a_fix_before_has_learned_judges_nothing() -> None:
    trial = TrialState(members=(0, 1), split="train", network=str(BEFORE), fixed=str(AFTER))
    found = replace(selected("train", 0, 1), has_learned_tests=True)
    verdict = give_verdict(found, trial, {}, read, nothing, CancelToken()).verdict
    kept = np.flatnonzero(held_out(found.evaluation.samples))
    assert verdict.overall.number == len(kept) < len(LABELS)
    remedy = find_remedy(found, RemedyChoice(), {}, None, read, nothing, CancelToken())
    assert remedy.halved, "nor is its accuracy measured on it"


def test_that_training_samples_are_judged_by_all_test_samples() -> None:
    trial = TrialState(members=(0, 1), split="train", network=str(BEFORE), fixed=str(AFTER))
    found = selected("train", 0, 1)
    verdict = give_verdict(found, trial, {}, read, nothing, CancelToken()).verdict
    assert verdict.overall.number == 12
    assert verdict.paired.fixed.tolist() == [0, 1]
    assert (verdict.selection.number, verdict.similar) == (0, None)


def test_that_test_samples_are_judged_by_the_half_that_is_held_out() -> None:
    trial = TrialState(members=(0, 1), split="test", network=str(BEFORE), fixed=str(AFTER))
    found = selected("test", 0, 1)
    groups = {"a tag": np.array([0, 1, 2, 3])}
    verdict = give_verdict(found, trial, groups, read, nothing, CancelToken()).verdict
    kept = np.flatnonzero(held_out(found.evaluation.samples))
    assert verdict.overall.number == len(kept)
    assert verdict.paired.fixed.tolist() == [place for place in (0, 1) if place in kept]
    assert verdict.groups[-1].name == "a tag"


def test_that_nothing_is_judged_where_nothing_is_held_out() -> None:
    trial = TrialState(members=(0,), split="test", network=str(BEFORE), fixed=str(AFTER))
    samples = tuple("sample 2" for _ in LABELS)
    all_used = evaluation(LABELS, WRONG, samples=samples)
    found = Selected(EvaluationTarget(BEFORE, dataset(), "test"), all_used, np.array([0]))
    with pytest.raises(UserError, match="nothing can be judged"):
        give_verdict(found, trial, {}, read, nothing, CancelToken())


def test_that_a_damaged_file_of_ones_own_stays_as_it_is() -> None:
    path: Path = own_file(dataset())
    path.parent.mkdir(parents=True)
    path.write_bytes(b"no archive")
    with pytest.raises(UserError):
        add_own(dataset(), np.zeros((28, 28), np.float32), 3)
    assert path.read_bytes() == b"no archive"


def test_that_windows_that_keep_samples_at_once_lose_none() -> None:
    values = range(100, 112)

    def keep(value: int) -> None:
        add_own(dataset(), np.full((28, 28), value / 255, np.float32), 3)

    with ThreadPoolExecutor(max_workers=4) as windows:
        list(windows.map(keep, values))
    kept = npz.open_path(own_file(dataset())).train
    assert sorted(image[0, 0] for image in kept.images) == list(values)
