"""Explanation methods: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.methods`` names, offers
``TITLE``, its name for people, and perhaps ``ABOUT``, what it computes in a sentence or two, both
marked to be translated; ``NEEDS``, the capabilities that it asks of a network; perhaps
``PARAMETERS``, what a person can choose about it; and ``attribute(prediction, classes, values)``:
an `Attribution` of these classes. A `Prediction` is a network's answer about one sample: what the
forward pass gave is there already, and a network that lies open can be walked back over
(`camviewer.attribution.backward`). The file name, with ``-`` for ``_``, is the name of the method.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from camviewer.attribution.attribution import Attribution, Parameter, Values
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop, translate
from camviewer.inference.prediction import Capability, Prediction

Attribute = Callable[[Prediction, Sequence[int], Values], Attribution]


@dataclass(frozen=True)
class Method:
    """A way to make maps.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        about: what it computes, to be translated; empty if it does not say.
        needs: what a network must have for it.
        parameters: what can be chosen about it.
        attribute: makes an attribution; raises `CapabilityError` where a need is not met.
    """

    name: str
    title: str
    about: str
    needs: tuple[Capability, ...]
    parameters: tuple[Parameter, ...]
    attribute: Attribute

    def explain(self, prediction: Prediction, values: Values | None = None) -> Attribution:
        """The attribution of all classes, made once; `CapabilityError` where a need is not met."""
        prediction.require(*self.needs)
        key = self.name, tuple(self.chosen(prediction, values or {}).items())
        made = prediction.made.get(key)
        if not isinstance(made, Attribution):
            classes = range(len(prediction.logits))
            made = prediction.made[key] = self.attribute(prediction, classes, values or {})
        return made

    def maps(self, prediction: Prediction, values: Values | None = None) -> Array:
        """The maps (C, h, w) of all classes; raises as `explain`."""
        return self.explain(prediction, values).maps

    def check(self, prediction: Prediction, values: Values) -> None:
        """Raise `UserError` for a value that the method does not know, where it is no default."""
        known = {each.name: each.choices(prediction) for each in self.parameters}
        for name, value in values.items():
            if name not in known:
                offered_names = ", ".join(known) or translate("none")
                raise UserError(
                    translate(
                        "The method {0} has no parameter {1}; those it has: {2}.",
                        self.name,
                        repr(name),
                        offered_names,
                    )
                )
            if value not in known[name]:
                raise UserError(
                    translate(
                        "The parameter {0} of {1} cannot be {2} here; choose one of {3}.",
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
    attribute = offered(module, "attribute")
    about = getattr(module, "ABOUT", "")
    needs, parameters = _needs_of(module), _parameters_of(module)
    return Method(name, title_of(module), about, needs, parameters, attribute)


METHODS = Registry[Method](
    tr_noop("Method"),
    partial(find, __name__, _method, "attribute", group="camviewer.methods"),
    default="cam",
)
"""Method by name."""
