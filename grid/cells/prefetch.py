"""Asking the processor for an element of an array before it is needed, so that a wait in memory is not a wait of ours.

prefetch(records, at)      begins to fetch records[at]; reads and changes nothing; any `at` is allowed

A point in a city-wide index is nearly always a miss of the caches: fetched ahead, ten misses run side by side.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

FOR_READING, KEEP, DATA = 0, 3, 1  # llvm.prefetch: rw, locality, cache type


def _prefetch(typing_context: Any, array: Any, index: Any) -> Any:  # noqa: ARG001  numba's signature
    """Begin to fetch array[index], from inside a kernel."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        number = ir.IntType(32)
        byte = ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        fetch = cgutils.get_or_insert_function(builder.module, kind, "llvm.prefetch.p0i8")  # type: ignore[no-untyped-call]
        place = builder.bitcast(builder.gep(data, [arguments[1]]), byte)
        builder.call(fetch, [place, number(FOR_READING), number(KEEP), number(DATA)])
        return context.get_dummy_value()

    return types.void(array, types.intp), generate


prefetch: Any = intrinsic(_prefetch)
