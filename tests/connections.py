"""How many connections there are, by the signals that they are made to."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QMetaMethod, QObject


def receivers(owner: QObject) -> Counter[str]:
    """Connections of the signals of an object and of all that belong to it."""
    found: Counter[str] = Counter()
    for each in (owner, *owner.findChildren(QObject)):
        about = each.metaObject()
        for place in range(about.methodCount()):
            method = about.method(place)
            if method.methodType() is QMetaMethod.MethodType.Signal:
                signature = bytes(method.methodSignature().data()).decode()
                found[f"{about.className()}.{signature}"] += each.receivers(f"2{signature}")
    return found
