"""Matrices that are dequantized and brought to int8 only while CTranslate2 writes them.

``ModelSpec.save`` asks its variables for their bytes one at a time, ordered by name, so memory holds one
matrix and not the model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from ctranslate2.specs.model_spec import NumpyVariable, Variable
from gguf.quants import dequantize

from translate.errors import ModelError

# Rows dequantized at once: what is being worked on stays near a processor's cache. Of 64, 128 and 256 this
# was the fastest; a whole matrix at once takes up to five times as long. A second thread gains nothing: gguf
# works in pieces so small that threads wait for one another.
_ROWS = 64


class Int8Rows(Variable):  # type: ignore[misc]  # ctranslate2 carries no types
    """One or more GGUF matrices of one width, one under the other, as int8 with a scale for each row.

    ``order`` names the rows to take, in the order to write them. The rule is CTranslate2's own
    (``LayerSpec._quantize``): scale = 127 / max |row|, value = rint(row * scale). ``written`` is called when
    the bytes have been made. ModelError if a weight is not a finite number.
    """

    def __init__(
        self, tensors: tuple[Any, ...], written: Callable[[], None], order: Sequence[int] | None = None
    ) -> None:
        self._tensors = tensors
        self._written = written
        self._order = None if order is None else np.asarray(order)
        self._height = sum(int(tensor.shape[1]) for tensor in tensors)
        height = self._height if order is None else len(order)
        self._shape = [height, int(tensors[0].shape[0])]
        self.scales = RowScales(np.full(height, np.nan, dtype=np.float32))

    @property
    def shape(self) -> list[int]:
        return self._shape

    @property
    def dtype(self) -> str:
        return "int8"

    def numpy(self) -> np.ndarray:
        rows = np.empty((self._height, self._shape[1]), dtype=np.int8)
        scales = np.empty(self._height, dtype=np.float32)
        top = 0
        for tensor in self._tensors:
            for start in range(0, tensor.data.shape[0], _ROWS):
                floats = dequantize(tensor.data[start : start + _ROWS], tensor.tensor_type)
                bottom = top + floats.shape[0]
                rows[top:bottom], scales[top:bottom] = _int8(floats, tensor.name)
                top = bottom
        self.scales.array[:] = scales if self._order is None else scales[self._order]
        return rows if self._order is None else rows[self._order]

    def num_bytes(self) -> int:
        return self._shape[0] * self._shape[1]

    def to_bytes(self) -> bytes:
        data = self.numpy().tobytes()
        self._written()
        return data

    def _to(self, dtype: str) -> NumpyVariable:
        return NumpyVariable(self.numpy().astype(dtype))

    def _equal(self, other: Int8Rows) -> bool:
        return self is other


class RowScales(NumpyVariable):  # type: ignore[misc]  # ctranslate2 carries no types
    """The scales of an ``Int8Rows``: right once its bytes are made, which are written first (``weight`` sorts
    before ``weight_scale``). Until then no two are the same, whatever they hold."""

    def _equal(self, other: RowScales) -> bool:
        return self is other


def _int8(floats: np.ndarray, name: str) -> tuple[np.ndarray, np.ndarray]:
    """The rows as int8, and the scale of each row."""
    peak = np.maximum(floats.max(axis=1), -floats.min(axis=1))
    if not np.isfinite(peak).all():
        raise ModelError(
            f"the tensor {name} holds values that are not numbers", remedy="fetch the model again"
        )
    peak[peak == 0] = 127.0
    # Keep the scale of a row of tiny values within float32.
    scale = np.float32(127) / np.maximum(peak, np.float32(127) / np.finfo(np.float32).max)
    scaled = floats * scale[:, np.newaxis]
    np.rint(scaled, out=scaled)
    return scaled.astype(np.int8), scale
