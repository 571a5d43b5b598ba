"""Explanation methods: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.methods`` names, offers

- ``TITLE``, its name for people, and perhaps ``ABOUT``, what it computes in a sentence or two, both
  marked to be translated;
- perhaps ``FORMULA``, the same in TeX's notation, ``PAPER``, where it comes from, ``GROUP``, which
  methods it is like, and ``SIGNS``, what the signs of its maps say where that is not for and
  against the class;
- ``NEEDS``, the capabilities that it asks of a network;
- perhaps ``PARAMETERS``, what a person can choose about it;
- ``attribute(prediction, classes, values)``, which makes an `Attribution` of these classes, where
  that takes a few milliseconds; or ``estimates(prediction, classes, values)``, an iterator over
  attributions, where it takes longer: each is of the whole sample and better than the one before,
  the last is the answer, and whoever waits can stop between two.

A `Prediction` is a network's answer about one sample: what the forward pass gave is there already,
a network that lies open can be walked back over (`camviewer.attribution.backward`), and shown other
samples (`Prediction.open_network`). The file name, with ``-`` for ``_``, is the name of the method.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Parameter, Values
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop, translate
from camviewer.inference.prediction import Capability, Prediction

QUICK_WORK = 150_000_000
"""Multiplications of a walk back, all classes together, that take some 40 milliseconds at most."""

Attribute = Callable[[Prediction, Sequence[int], Values], Attribution]
Estimates = Callable[[Prediction, Sequence[int], Values], Iterator[Attribution]]


@dataclass(frozen=True)
class Method:
    """A way to make maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        about: what it computes, to be translated; empty if it does not say.
        formula: the same in TeX's notation; empty if it does not say.
        paper: where it comes from; empty if it does not say.
        group: which methods it is like.
        signs: what the signs of its maps say, to be translated; empty where red speaks for the
            class and blue against it, or, of what is never negative, it speaks for it.
        needs: what a network must have for it.
        parameters: what can be chosen about it.
        estimates: makes attributions, better and better.
        is_quick: whether it gives its only one within some milliseconds; of other packages' methods
            nobody knows that.
    """

    name: str
    title: str
    about: str
    formula: str
    paper: str
    group: Group
    signs: str
    needs: tuple[Capability, ...]
    parameters: tuple[Parameter, ...]
    estimates: Estimates
    is_quick: bool

    def is_quick_for(self, prediction: Prediction) -> bool:
        """Whether it takes no longer than a movement of the pen, with the network of a prediction.

        That depends on the network where it is walked back over, once a class.
        """
        network = prediction.network
        walks = {Capability.GRADIENT, Capability.LAYERS} & set(self.needs)
        if not self.is_quick or network is None or not walks:
            return self.is_quick
        return len(prediction.logits) * network.graph.multiplications <= QUICK_WORK

    def explain(
        self,
        prediction: Prediction,
        values: Values | None = None,
        check: Callable[[], object] = lambda: None,
    ) -> Attribution:
        """The attribution of all classes, made once; `CapabilityError` where a need is not met.

        Args:
            prediction: what is explained.
            values: of the parameters.
            check: called after each estimate; ends it by raising.
        """
        last = None
        for estimate in self.refine(prediction, values):
            check()
            last = estimate
        assert last is not None, "what gives nothing raises"
        return last

    def refine(self, prediction: Prediction, values: Values | None = None) -> Iterator[Attribution]:
        """Attributions of all classes, better and better; the last is the answer, and is kept.

        Raises:
            CapabilityError: a need is not met.
        """
        prediction.require(*self.needs)
        made = self.made(prediction, values)
        if made is not None:
            yield made
            return
        for made in self.refine_classes(prediction, range(len(prediction.logits)), values):
            yield made
        assert made is not None, "what gives nothing raises"
        prediction.made[self._key(prediction, values)] = made

    def refine_classes(
        self, prediction: Prediction, classes: Sequence[int], values: Values | None = None
    ) -> Iterator[Attribution]:
        """As `refine`, of these classes alone, in their order; it is not kept.

        Raises:
            CapabilityError: a need is not met.
            UserError: the method gives nothing that can be shown.
        """
        prediction.require(*self.needs)
        if Capability.LAYERS in self.needs:
            _ = prediction.activations  # which the first method of a sample would be charged for
        made, begun = None, time.perf_counter()
        for estimate in self.estimates(prediction, classes, values or {}):
            self._check_made(estimate, len(classes))
            own = time.perf_counter() - begun
            made = replace(estimate, seconds=own + estimate.seconds)
            yield made
        if made is None:
            raise self._unusable()

    def _check_made(self, made: object, number: int) -> None:
        """Raise `UserError` for what no view can show: another's code may give anything."""
        is_sound = (
            isinstance(made, Attribution)
            and len(made.maps) == number
            and made.maps.size > 0
            and bool(np.isfinite(made.maps).all())
        )
        if not is_sound:
            raise self._unusable()

    def _unusable(self) -> UserError:
        return UserError(
            translate(
                "{0} produced no map that can be shown. Choose another method.",
                translate(self.title),
            )
        )

    def made(self, prediction: Prediction, values: Values | None = None) -> Attribution | None:
        """The attribution, if it was made already."""
        made = prediction.made.get(self._key(prediction, values))
        return made if isinstance(made, Attribution) else None

    def _key(self, prediction: Prediction, values: Values | None) -> tuple[object, ...]:
        return self.name, tuple(self.chosen(prediction, values or {}).items())

    def maps(
        self,
        prediction: Prediction,
        values: Values | None = None,
        check: Callable[[], object] = lambda: None,
    ) -> Array:
        """The maps (C, h, w) of all classes; arguments and errors as for `explain`."""
        return self.explain(prediction, values, check).maps

    def check(self, prediction: Prediction, values: Values) -> None:
        """Raise `UserError` for a value that the method does not know, where it is no default."""
        known = {each.name: each.choices(prediction) for each in self.parameters}
        for name, value in values.items():
            if name not in known:
                offered_names = ", ".join(known) or translate("none")
                raise UserError(
                    translate(
                        "{0} has no parameter {1}. Its parameters: {2}.",
                        self.name,
                        repr(name),
                        offered_names,
                    )
                )
            if value not in known[name]:
                raise UserError(
                    translate(
                        "The parameter {0} of {1} cannot be {2} here. Choose one of {3}.",
                        name,
                        self.name,
                        repr(value),
                        ", ".join(known[name]),
                    )
                )

    def chosen(self, prediction: Prediction, values: Values) -> Mapping[str, str]:
        """The value of each parameter that there is a choice of, as the method takes it."""
        found = {each.name: each.value(prediction, values) for each in self.parameters}
        return {name: value for name, value in found.items() if value}

    def described(self, chosen: Values) -> str:
        """Its name for people, with what was `chosen` about it."""
        title = translate(self.title)
        return f"{title} ({', '.join(chosen.values())})" if chosen else title


def _needs_of(module: object) -> tuple[Capability, ...]:
    """The capabilities that a method's module says it needs."""
    needs = getattr(module, "NEEDS", None)
    if not isinstance(needs, tuple) or not all(isinstance(each, Capability) for each in needs):
        raise TypeError(f"expected NEEDS as a tuple of capabilities, found {needs!r}")
    return needs


def _parameters_of(module: object) -> tuple[Parameter, ...]:
    """What can be chosen about a method, as its module says."""
    found = getattr(module, "PARAMETERS", ())
    if not isinstance(found, tuple) or not all(isinstance(each, Parameter) for each in found):
        raise TypeError(f"expected PARAMETERS as a tuple of parameters, found {found!r}")
    return found


def _method(name: str, module: object) -> Method:
    is_once = not hasattr(module, "estimates")
    return Method(
        name=name,
        title=title_of(module),
        about=getattr(module, "ABOUT", ""),
        formula=getattr(module, "FORMULA", ""),
        paper=getattr(module, "PAPER", ""),
        group=getattr(module, "GROUP", Group.OTHER),
        signs=getattr(module, "SIGNS", ""),
        needs=_needs_of(module),
        parameters=_parameters_of(module),
        estimates=_once(offered(module, "attribute")) if is_once else offered(module, "estimates"),
        is_quick=is_once and getattr(module, "__name__", "").startswith(f"{__name__}."),
    )


def _once(attribute: Attribute) -> Estimates:
    """Of a method that makes one attribution, the estimates: that one."""

    def estimates(
        prediction: Prediction, classes: Sequence[int], values: Values
    ) -> Iterator[Attribution]:
        yield attribute(prediction, classes, values)

    return estimates


def _methods() -> dict[str, Method]:
    """All methods, like ones together."""
    found = find(__name__, _method, "attribute", "estimates", group="camviewer.methods")
    groups = list(Group)
    return dict(sorted(found.items(), key=lambda each: groups.index(each[1].group)))


METHODS = Registry[Method](tr_noop("Method"), _methods, default="cam")
"""Method by name."""
