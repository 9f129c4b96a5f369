"""Walking a circle outwards, ring by ring, in all lanes at once, until some lane's count reaches what is asked there.

place   asked   cell's counts      circle            reached
0       4       1 0 2 0 …          1 0 2 0 …         –
1       4       0 1 2 0 …          1 1 4 0 …         lane 2: 0b100; the walk stops after place 1

A lane is a replicate. A sum past what a lane holds stays at the most it holds, so it is never taken for a smaller one.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic

LANES = 64
BITS, NUMBER = ir.IntType(LANES), ir.IntType(64)


def _walk(_typing: Any, circle: Any, counts: Any, cell: Any, asked: Any, span: Any, reached: Any) -> Any:
    """Add counts[cell[place] · LANES …] to circle[:LANES], place from span[0] on, until a lane is at least asked[place].

    The place after the last one added, span[1] at most; reached[0]: one bit for each lane that reached what was asked there.
    """

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        one = context.get_value_type(signature.args[0].dtype)
        lanes, size = ir.VectorType(one, LANES), one.width // 8
        circles, count, cells, least, reach = (
            context.make_array(signature.args[at])(context, builder, arguments[at]).data
            for at in (0, 1, 2, 3, 5)
        )
        into = builder.bitcast(circles, lanes.as_pointer())
        kind = ir.FunctionType(lanes, [lanes, lanes])
        add = cgutils.get_or_insert_function(builder.module, kind, f"llvm.uadd.sat.v{LANES}i{one.width}")  # type: ignore[no-untyped-call]
        begin, end = builder.extract_value(arguments[4], 0), builder.extract_value(arguments[4], 1)
        before, first = builder.block, builder.load(into, align=size)
        ask, step, leave = (builder.append_basic_block(name) for name in ("ask", "step", "leave"))
        builder.branch(ask)

        builder.position_at_end(ask)
        here, held = builder.phi(NUMBER), builder.phi(lanes)
        here.add_incoming(begin, before)
        held.add_incoming(first, before)
        builder.cbranch(builder.icmp_signed("<", here, end), step, leave)

        builder.position_at_end(step)
        row = builder.mul(builder.sext(builder.load(builder.gep(cells, [here])), NUMBER), NUMBER(LANES))
        added = builder.load(builder.bitcast(builder.gep(count, [row]), lanes.as_pointer()), align=size)
        total = builder.call(add, [held, added])
        nobody = ir.Constant(lanes, ir.Undefined)
        asks = builder.insert_element(nobody, builder.load(builder.gep(least, [here])), ir.IntType(32)(0))
        asks = builder.shuffle_vector(
            asks, nobody, ir.Constant(ir.VectorType(ir.IntType(32), LANES), [0] * LANES)
        )
        mask = builder.bitcast(builder.icmp_unsigned(">=", total, asks), BITS)
        beyond = builder.add(here, NUMBER(1))
        here.add_incoming(beyond, step)
        held.add_incoming(total, step)
        builder.cbranch(builder.icmp_unsigned("==", mask, BITS(0)), ask, leave)

        builder.position_at_end(leave)
        at, sums, bits = builder.phi(NUMBER), builder.phi(lanes), builder.phi(BITS)
        for value, from_ask, from_step in ((at, here, beyond), (sums, held, total), (bits, BITS(0), mask)):
            value.add_incoming(from_ask, ask)
            value.add_incoming(from_step, step)
        builder.store(sums, into, align=size)
        builder.store(bits, reach)
        return at

    return types.intp(circle, counts, cell, asked, span, reached), generate


walk: Any = intrinsic(_walk)


def _lowest(_typing: Any, bits: Any) -> Any:
    """The number of the lowest bit set; `bits` is not 0."""

    def generate(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:
        return builder.cttz(arguments[0], ir.IntType(1)(1))

    return types.int64(bits), generate


lowest: Any = intrinsic(_lowest)
