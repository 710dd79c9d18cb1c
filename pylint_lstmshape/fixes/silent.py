"""What runs but means something else: a reshape that scrambles, a broadcast, one step or one sample of many."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from astroid import nodes

from pylint_lstmshape.domain.dim import Dim, equal
from pylint_lstmshape.domain.shape import Shape
from pylint_lstmshape.domain.values import Array
from pylint_lstmshape.facts import Broadcast, InputShapeIgnored, LayerCall, NoProbabilities, Reshaped, TextSplit
from pylint_lstmshape.fixes import declaration, network, style
from pylint_lstmshape.fixes.loss import compiles
from pylint_lstmshape.fixes.operand import Operand
from pylint_lstmshape.fixes.patch import Patch
from pylint_lstmshape.fixes.places import callee, keyword, names_in
from pylint_lstmshape.fixes.situation import Fix, Situation
from pylint_lstmshape.keras.layers.base import is_recurrent


def transposed(situation: Situation) -> Iterator[Fix]:
    """x.transpose(0, 2, 1) in the place of a reshape; Permute in the place of a Reshape layer."""
    fact = situation.fact
    if isinstance(fact, Reshaped) and isinstance(fact.before.value, Array):
        before, after = fact.before.value.shape, fact.after.shape
        call, thing = situation.places.call(fact.site), situation.places.at(fact.before.site)
        if before and after and len(before) == len(after) and call is not None and thing is not None:
            for order in _orders(before, after):
                patch = situation.patch()
                x = Operand(patch.operand(thing), fact.before.value, patch, thing.root())
                patch.replace(call, x.transpose(*order))
                yield Fix("transpose", "the axes moved, not refilled", patch.edits)
    if isinstance(fact, LayerCall) and fact.layer.class_name == "Reshape" and fact.inputs and fact.outputs:
        given, made = fact.inputs[0].shape, fact.outputs[0].shape
        call = situation.places.call(fact.layer.site)
        if given and made and len(given) == len(made) and call is not None:
            for order in _orders(given[1:], made[1:]):
                patch = situation.patch()
                name = style.layer(patch, "Permute", like=call)
                if name is not None:
                    patch.replace(call, f"{name}(({', '.join(str(axis + 1) for axis in order)}))")
                    yield Fix("transpose", "the axes moved, not refilled: Permute", patch.edits)


def _orders(before: Shape, after: Shape) -> Iterator[tuple[int, ...]]:
    for order in permutations(range(len(before))):
        if all(before[axis] == dim for axis, dim in zip(order, after, strict=True)):
            yield order


def column(situation: Situation) -> Iterator[Fix]:
    """predictions[:, 0] against targets (n,)."""
    fact = situation.fact
    if not isinstance(fact, Broadcast):
        return
    for one in (fact.left, fact.right):
        node = situation.places.at(one.site)
        if node is not None and isinstance(one.value, Array) and one.value.ndim == 2:
            patch = situation.patch()
            patch.replace(node, f"{patch.operand(node)}[:, 0]")
            yield Fix("target-shape", "predictions as a vector, as the targets are", patch.edits)


def every_step(situation: Situation) -> Iterator[Fix]:
    """Attention over all steps: return_sequences=True, and no layer that adds an axis of length 1."""
    fact = situation.fact
    if situation.symbol != "attention-over-one-step" or not isinstance(fact, LayerCall):
        return
    before = [one for one in situation.facts if isinstance(one, LayerCall) and one.site.line <= fact.site.line]
    for recurrent in [one for one in reversed(before) if is_recurrent(one.layer.path)]:
        call = situation.places.call(recurrent.layer.site)
        if call is None:
            continue
        patch = situation.patch()
        patch.set_keyword(network.core(call), "return_sequences", "True")
        added = [
            one
            for one in before
            if one.layer.class_name in ("Reshape", "RepeatVector")
            and one.outputs
            and _is_one_step(one.outputs[0].shape)
        ]
        layers = [(one, made) for one in added if (made := situation.places.call(one.layer.site)) is not None]
        if all(network.remove(situation, patch, made, at=one.site) for one, made in layers):
            yield Fix(
                "return-sequences", f"let {recurrent.layer.class_name} give its output at every step", patch.edits
            )


def _is_one_step(shape: Shape | None) -> bool:
    return shape is not None and len(shape) == 3 and shape[1] == 1


def ignored(situation: Situation) -> Iterator[Fix]:
    """Without the input_shape that counts for nothing; or on the wrapper, where it counts."""
    fact = situation.fact
    call = situation.places.call(fact.layer.site) if isinstance(fact, InputShapeIgnored) else None
    if call is None or not isinstance(fact, InputShapeIgnored):
        return
    inner = network.core(call)
    given = keyword(inner, "input_shape", "batch_input_shape", "input_dim")
    if given is None:
        return
    if fact.wrapper is None:
        patch = situation.patch()
        patch.remove_argument(inner, given)
        yield Fix("left-out", f"without {given.arg}, which is ignored", patch.edits)
        return
    outer = network.whole(inner)
    patch = situation.patch()
    moved = patch.text(given)
    patch.remove_argument(inner, given)
    without = patch.edits
    patch.add_argument(outer, moved)
    yield Fix("input-shape", f"{given.arg} on {callee(outer)}, where it counts", patch.edits)
    yield Fix("left-out", f"without {given.arg}, which is ignored", without)


def probabilities(situation: Situation) -> Iterator[Fix]:
    """The last layer's activation gives probabilities; or a Dense behind it does."""
    fact = situation.fact
    if not isinstance(fact, NoProbabilities):
        return
    call = situation.places.call(fact.layer.site)
    if call is None:
        return
    inner = network.core(call)
    binary = fact.loss == "binary_crossentropy" or str(fact.output[-1]) == "1"
    activation = "sigmoid" if binary else "softmax"
    patch = situation.patch()
    if callee(inner) == "Dense" or callee(inner) == "Activation":
        if callee(inner) == "Activation" and inner.args:
            patch.replace(inner.args[0], style.quoted(patch, inner, activation))
        else:
            patch.set_keyword(inner, "activation", style.quoted(patch, inner, activation))
        yield Fix("activation", f"{activation} at the end", patch.edits)
    for width in _classes(situation, fact):
        patch = situation.patch()
        name = style.layer(patch, "Dense", like=inner)
        new = f"{name}({width}, activation={style.quoted(patch, inner, activation)})"
        if name is not None and network.insert_after(situation, patch, call, new):
            yield Fix("activation", f"a Dense layer of {width} classes at the end", patch.edits)


def _classes(situation: Situation, fact: NoProbabilities) -> list[str]:
    """How many classes the targets have."""
    found = []
    for call in situation.calls_of(fact.model):
        for target in call.targets[:1]:
            high = target.value.range.high if isinstance(target.value, Array) else None
            if "sparse" in fact.loss and high is not None:
                found.append(str(int(high) + 1))
    return list(dict.fromkeys([*found, str(fact.output[-1])]))


def window_of_steps(situation: Situation) -> Iterator[Fix]:
    """(n, 1, window) as (n, window, 1), also where it is declared and in the other arrays that are laid out so."""
    fact = situation.fact
    if situation.symbol != "single-timestep-window" or not isinstance(fact, Reshaped) or not fact.after.shape:
        return
    window = fact.after.shape[2]
    patch = situation.patch()
    for one in situation.facts:
        if isinstance(one, Reshaped) and one.after.shape and len(one.after.shape) == 3:
            if one.after.shape[1] == 1 and one.after.shape[2] == window and not _lay_out(situation, patch, one):
                return
    for model_call in situation.model_calls:
        declared = declaration.of_model(situation, model_call.model)
        shape = (
            model_call.inputs[0].value.shape
            if model_call.inputs and isinstance(model_call.inputs[0].value, Array)
            else None
        )
        texts = {one.text for other in situation.calls_of(model_call.model) for one in other.inputs}
        follows = declared is not None and names_in(declared.value) & texts
        if declared is not None and not follows and shape and shape[1:] == fact.after.shape[1:]:
            _swap_declared(patch, declared, fact.after.shape)
    yield Fix("reshape", f"{window} timesteps of one value", patch.edits)


def _lay_out(situation: Situation, patch: Patch, fact: Reshaped) -> bool:
    """Swap the last two dims of a reshape."""
    call = situation.places.call(fact.site)
    if call is None:
        return False
    given = list(call.args)
    if given and isinstance(given[-1], nodes.Tuple | nodes.List):
        given = list(given[-1].elts)
    if len(given) < 3:
        return False
    steps, features = given[-2:]
    patch.replace(steps, patch.text(features))
    patch.replace(features, "1")
    return True


def _swap_declared(patch: Patch, declared: declaration.Declaration, shape: Shape) -> None:
    elements = declared.value.elts if isinstance(declared.value, nodes.Tuple | nodes.List) else []
    if len(elements) >= 2:
        steps, features = elements[-2:]
        if patch.text(steps) != patch.text(features):
            patch.replace(steps, patch.text(features))
            patch.replace(features, "1")
    else:
        declaration.declare(patch, declared, None, (shape[2], Dim.of(1)))


def many_samples(situation: Situation) -> Iterator[Fix]:
    """(1, rows, columns) as samples of a number of rows that divides them, for x and y alike."""
    fact = situation.fact
    if situation.symbol != "single-sample" or not isinstance(fact, Reshaped) or not fact.after.shape:
        return
    rows = fact.after.shape[1]
    number = rows.constant
    steps = next((one for one in (20, 10, 24, 12, 30, 15, 25, 5, 7, 4, 3) if number and number % one == 0), None)
    if steps is None:
        return
    patch = situation.patch()
    for one in situation.facts:
        before = one.before.value if isinstance(one, Reshaped) else None
        if not isinstance(one, Reshaped) or not isinstance(before, Array) or not before.shape or not one.after.shape:
            continue
        if equal(before.shape[0], rows) is True and one.after.shape == (Dim.of(1), *before.shape):
            call, thing = situation.places.call(one.site), situation.places.at(one.before.site)
            if call is None or thing is None:
                return
            x = Operand(patch.operand(thing), before, patch, thing.root())
            patch.replace(call, x.reshape(-1, steps, *[x.shape(axis) for axis in range(1, len(before.shape))]))
    yield Fix("reshape", f"samples of {steps} timesteps", patch.edits)


def batch_first(situation: Situation) -> Iterator[Fix]:
    """A Reshape in the place of the layer that moved the batch axis: the vector of a sample as steps, or as one step."""
    fact = situation.fact
    if situation.symbol != "batch-axis-moved":
        return
    for one in reversed(
        [one for one in situation.facts if isinstance(one, LayerCall) and one.site.line <= fact.site.line]
    ):
        given = one.inputs[0].shape if one.inputs else None
        made = one.outputs[0].shape if one.outputs else None
        call = situation.places.call(one.layer.site)
        if call is None or not given or not made or made[0] == given[0] or len(given) != 2:
            continue
        for target in (f"({given[1]}, 1)", f"(1, {given[1]})"):
            patch = situation.patch()
            name = style.layer(patch, "Reshape", like=call)
            if name is not None and given[1].constant is not None:
                patch.replace(call, f"{name}({target})")
                yield Fix("reshape-layer", f"the batch axis stays first: Reshape({target})", patch.edits)


def unshuffled(situation: Situation) -> Iterator[Fix]:
    """fit(shuffle=False): the batches in their order."""
    if situation.symbol != "stateful-shuffle":
        return
    node = situation.places.at(situation.fact.site)
    call = node if isinstance(node, nodes.Call) else situation.places.call(situation.fact.site)
    if call is not None:
        patch = situation.patch()
        patch.set_keyword(call, "shuffle", "False")
        yield Fix("shuffle", "the samples in their order", patch.edits)


def one_unit(situation: Situation) -> Iterator[Fix]:
    """sigmoid in the place of softmax over one unit; with binary_crossentropy where the loss was that of classes."""
    fact = situation.fact
    if situation.symbol != "softmax-over-one-unit" or not isinstance(fact, LayerCall):
        return
    call = situation.places.call(fact.layer.site)
    for node in call.nodes_of_class(nodes.Const) if call is not None else ():
        if node.value != "softmax":
            continue
        patch = situation.patch()
        patch.replace(node, patch.text(node).replace("softmax", "sigmoid"))
        if _for_two_classes(situation, patch):
            yield Fix("activation", "sigmoid and binary_crossentropy: one class or the other", patch.edits)
        else:
            yield Fix("activation", "the probability of the one class, by a sigmoid", patch.edits)


def _for_two_classes(situation: Situation, patch: Patch) -> bool:
    """Replace the losses for several classes by that for two; whether there were any."""
    found = False
    for call in compiles(situation):
        for loss in call.nodes_of_class(nodes.Const):
            if loss.value in ("categorical_crossentropy", "sparse_categorical_crossentropy"):
                patch.replace(loss, patch.text(loss).replace(loss.value, "binary_crossentropy"))
                found = True
    return found


def list_of_texts(situation: Situation) -> Iterator[Fix]:
    """texts_to_sequences([text])."""
    fact = situation.fact
    text = situation.places.at(fact.site) if isinstance(fact, TextSplit) else None
    if text is not None:
        patch = situation.patch()
        patch.replace(text, f"[{patch.text(text)}]")
        yield Fix("list", "a list of one text", patch.edits)
