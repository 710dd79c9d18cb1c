"""Models as values: building, joining, calling, training; the facts that are written down on the way."""

from __future__ import annotations

from typing import Any

import numpy as np

from pylint_lstmshape.domain.datasets import Dataset
from pylint_lstmshape.domain.dim import Dim
from pylint_lstmshape.domain.heap import Cell
from pylint_lstmshape.domain.values import (
    Array,
    Attributes,
    Constant,
    Elements,
    Instance,
    LibraryName,
    ListValue,
    Real,
    Run,
    Stream,
    TupleValue,
    Unknown,
    Value,
)
from pylint_lstmshape.facts import (
    CountConflict,
    DataConflict,
    InputAdapted,
    InputConflict,
    LayerConflict,
    ModelCall,
    TargetBroadcast,
    TargetConflict,
)
from pylint_lstmshape.keras.model_values import HIDDEN, ModelState, ModelValue
from tests.context import PlainContext
from tests.keras.models.programs import Names, Proxy, build, call, shape_of

SEQUENTIAL = "LSTM(4,input_shape=(5,3)) -> Dense(1)"
TWO = (
    'a=Input((5,3),name="a");b=Input((4,),name="b");h=Concatenate()([LSTM(2)(a),Dense(2)(b)]);'
    "m=Model([a,b],Dense(1)(h))"
)
HEADS = 'a=Input((5,3));h=LSTM(4)(a);m=Model(a,[Dense(1,name="p")(h),Dense(3,name="q")(h)])'
N = Dim.symbol("n", "n", lower=1)


def array(*dims: Any, kind: str = "f") -> Array:
    return Array(tuple(Dim.of(dim) for dim in dims), kind)


def facts(ctx: PlainContext, kind: type) -> list[Any]:
    return [fact for fact in ctx.facts if isinstance(fact, kind)]


def conflicts(ctx: PlainContext) -> list[Any]:
    return [fact for fact in ctx.facts if hasattr(fact, "conflict")]


def model_of(proxy: Proxy) -> ModelValue:
    assert isinstance(proxy.value, ModelValue)
    return proxy.value


def dims(value: Value) -> str:
    assert isinstance(value, Array)
    return str(value.shape)


def test_list_and_add_build_alike() -> None:
    ctx = PlainContext()
    names = Names(ctx)
    made = names["Sequential"]([names["LSTM"](4, input_shape=(5, 3)), names["Dense"](1)])
    assert shape_of(made.output) == (None, 1)
    assert len(list(made.layers)) == 2
    assert model_of(made).info.kind == "Sequential"
    assert [layer.class_name for layer in model_of(made).info.layers] == ["LSTM", "Dense"]


def test_conflict_in_a_list_stands_at_the_layer() -> None:
    ctx = PlainContext()
    names = Names(ctx)
    first, second = names["LSTM"](4, input_shape=(5, 3)), names["LSTM"](2)
    names["Sequential"]([first, second])
    (conflict,) = facts(ctx, LayerConflict)
    assert conflict.site == second.value.info.site
    assert conflict.producer == first.value.info


def test_conflict_of_add_stands_at_the_call_and_is_the_only_one() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,)) -> Dense(1)")
    made.compile(loss="mse")
    made.fit(array(8, 5), array(8))
    assert len(conflicts(ctx)) == 1
    assert facts(ctx, ModelCall)


def test_unknown_layer_keeps_what_is_before() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,3))")
    made.add(Proxy(ctx.unknown(), ctx))
    made.add(Names(ctx)["LSTM"](2))
    assert not conflicts(ctx)
    assert shape_of(made.predict(array(8, 5, 3))) is None
    made.predict(array(8, 7))
    assert [fact.conflict.kind for fact in facts(ctx, InputConflict)] == ["rank"]


def test_unknown_number_of_layers_is_opaque() -> None:
    ctx = PlainContext()
    many = ListValue(Cell(Elements((Run(ctx.unknown(), N),))))
    made = Names(ctx)["Sequential"](Proxy(many, ctx))
    made.fit(array(8, 5), array(8))
    assert not conflicts(ctx)


def test_join_of_different_layers_keeps_the_input_only() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,3),return_sequences=True)")
    model = model_of(made)
    before = model.state
    made.add(Names(ctx)["LSTM"](2))
    joined = before.join(model.state, ctx)
    assert not joined.complete
    assert joined.layers == before.layers
    assert all(graph.outputs[0].shape is None for graph in joined.graphs.values())


def test_join_of_a_model_built_on_data_in_one_branch_is_silent() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4) -> Dense(1)")
    model = model_of(made)
    before = model.state
    made.predict(array(8, 5, 1))
    model.cell.content = before.join(model.state, ctx)
    made.predict(array(8, 5))
    made.predict(array(8, 5, 1, 1, 1))
    assert not conflicts(ctx)


def test_join_of_losses() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.compile(loss="mse")
    one = model_of(made).state
    made.compile(loss="sparse_categorical_crossentropy")
    model_of(made).cell.content = one.join(model_of(made).state, ctx)
    made.fit(array(8, 5, 3), array(8, 9))
    assert not conflicts(ctx)


def test_pop() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.pop()
    assert shape_of(made.output) == (None, 4)
    made.add(Names(ctx)["Dense"](7))
    assert shape_of(made.predict(array(8, 5, 3))) == (8, 7)


def test_build_then_call() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4) -> Dense(1)")
    made.build((None, 5, 3))
    assert shape_of(made.predict(array(8, 5, 3))) == (8, 1)
    made.predict(array(8, 5, 4))
    assert len(conflicts(ctx)) == 1


def test_symbolic_dims_stay_exact() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(None,3),return_sequences=True) -> Dense(2)")
    length = Dim.symbol("length", "length", lower=1)
    assert dims(made.predict(array(N - 5, length, 3)).value) == str((N - 5, length, Dim.of(2)))
    assert not conflicts(ctx)


def test_unknown_array_still_gives_the_rank() -> None:
    for program, shape in ((SEQUENTIAL, (None, 1)), ("LSTM(4,return_sequences=True) -> Dense(2)", (None, None, 2))):
        ctx = PlainContext()
        assert shape_of(build(ctx, program).predict(ctx.unknown())) == shape


def test_timesteps_of_a_sequential_are_not_guessed_for_unknown_data() -> None:
    program = "LSTM(4,input_shape=(5,3),return_sequences=True) -> Dense(2)"
    ctx = PlainContext(frozenset({3}))
    assert shape_of(build(ctx, program).predict(ctx.unknown())) == (None, None, 2)
    ctx = PlainContext(frozenset({2}))
    assert shape_of(build(ctx, program).predict(ctx.unknown())) == (None, 5, 2)


def test_generations_are_told_apart_in_one_fact() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,3)) -> Dense(1)")
    made.predict(array(8, 7, 3))
    (conflict,) = facts(ctx, InputConflict)
    assert (conflict.conflict.kind, conflict.generations) == ("timesteps", frozenset({2}))
    (adapted,) = facts(ctx, InputAdapted)
    assert (adapted.how, adapted.generations) == ("timesteps unchecked", frozenset({3}))
    made.predict(array(8, 5, 4))
    assert facts(ctx, InputConflict)[-1].conflict.kind == "features"
    assert facts(ctx, InputConflict)[-1].generations == frozenset({2, 3})


def test_embedding_first_rejects_in_both_generations_at_once() -> None:
    ctx = PlainContext()
    build(ctx, "Embedding(10,4) -> LSTM(2) -> Dense(1)").predict(array(8, 3, 10))
    (conflict,) = conflicts(ctx)
    assert isinstance(conflict, LayerConflict)
    assert conflict.generations == frozenset({2, 3})


def test_rank_repair_is_noted() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,1)) -> Dense(1)")
    made.predict(array(8, 5))
    made.predict(array(8, 5, 1, 1))
    assert [fact.how for fact in facts(ctx, InputAdapted)] == ["axis added", "axis dropped"]
    assert not conflicts(ctx)


def test_deferred_model_names_the_data() -> None:
    ctx = PlainContext()
    data = array(8, 5)
    build(ctx, "LSTM(4) -> Dense(1)").fit(data, array(8))
    (conflict,) = facts(ctx, LayerConflict)
    assert conflict.data is not None and conflict.data.value is data
    assert conflict.site == ctx.site


def test_several_inputs() -> None:
    ctx = PlainContext()
    made = build(ctx, TWO)
    assert shape_of(made.predict([array(8, 5, 3), array(8, 4)])) == (8, 1)
    assert shape_of(made.predict({"a": array(8, 5, 3), "b": array(8, 4)})) == (8, 1)
    assert not conflicts(ctx)
    made.predict(array(8, 5, 3))
    made.predict({"a": array(8, 5, 3), "z": array(8, 4)})
    made.predict([array(8, 5, 3), array(7, 4)])
    assert [fact.conflict.kind for fact in facts(ctx, CountConflict)] == ["inputs", "names", "samples"]


def test_several_outputs() -> None:
    ctx = PlainContext()
    made = build(ctx, HEADS)
    made.compile(loss={"p": "mse", "q": "categorical_crossentropy"})
    assert [shape_of(one) for one in made.predict(array(8, 5, 3))] == [(8, 1), (8, 3)]
    made.fit(array(8, 5, 3), [array(8, 1), array(8, 3)])
    assert not conflicts(ctx)
    made.fit(array(8, 5, 3), {"p": array(8, 1), "q": array(8, 5)})
    (conflict,) = facts(ctx, TargetConflict)
    assert conflict.loss == "categorical_crossentropy"


def test_nested_model_is_a_layer() -> None:
    ctx = PlainContext()
    names = Names(ctx)
    inner = build(ctx, "LSTM(4,input_shape=(5,3),return_sequences=True)")
    outer = names["Sequential"]([inner, names["LSTM"](2)])
    assert shape_of(outer.predict(array(8, 5, 3))) == (8, 2)
    symbolic = names["Input"](shape=(5, 3))
    assert shape_of(names["Model"](symbolic, inner(symbolic)).output) == (None, 5, 4)
    assert not conflicts(ctx)


def test_part_of_a_model() -> None:
    ctx = PlainContext()
    made = build(ctx, 'i=Input((5,3));h=LSTM(4,name="code")(i);m=Model(i,Dense(1)(h))')
    encoder = Names(ctx)["Model"](made.input, made.get_layer("code").output)
    assert shape_of(encoder.predict(array(8, 5, 3))) == (8, 4)
    assert shape_of(made.get_layer(index=-1).output) == (None, 1)


def test_targets() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4,input_shape=(5,3),return_sequences=True) -> Dense(1)")
    made.compile("adam", "mse", metrics=["mae"])
    made.fit(array(N, 5, 3), array(N))
    assert [fact.loss for fact in facts(ctx, TargetBroadcast)] == ["mean_squared_error"]
    assert not conflicts(ctx)
    made.fit(array(N, 5, 3), array(N, 7))
    assert facts(ctx, TargetConflict)[0].generations == frozenset({2, 3})


def test_batch_decides_only_where_it_is_known() -> None:
    ctx = PlainContext(frozenset({3}))
    made = build(ctx, "Dense(10,input_shape=(3,))")
    made.compile(loss="mse")
    made.fit(array(N, 3), array(N))
    made.fit(array(1000, 3), array(1000), batch_size=10)
    made.fit(array(1000, 3), array(1000), validation_split=0.1)
    assert not conflicts(ctx)
    made.fit(array(1000, 3), array(1000))
    assert len(facts(ctx, TargetConflict)) == 1


def test_samples() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.compile(loss="mse")
    made.fit(array(N - 5, 5, 3), array(N - 5))
    assert not conflicts(ctx)
    made.fit(array(N - 5, 5, 3), array(N))
    assert [fact.conflict.kind for fact in facts(ctx, CountConflict)] == ["samples"]


def test_validation_data() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.compile(loss="mse")
    made.fit(array(8, 5, 3), array(8), validation_data=(array(4, 5, 4), array(4)))
    (conflict,) = facts(ctx, InputConflict)
    assert conflict.role == "validation"
    assert [call.role for call in facts(ctx, ModelCall)] == ["training", "validation"]


def test_generator_and_dataset() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.compile(loss="mse")
    batch = TupleValue.of(array(16, 5, 3), array(16, 1))
    stream = Proxy(Stream(Elements((Run(batch, N),)), endless=True), ctx)
    made.fit(stream, steps_per_epoch=3)
    made.fit(Proxy(Dataset(batch), ctx))
    assert not conflicts(ctx)
    sample = TupleValue.of(array(5, 3), array(1))
    made.fit(Proxy(Dataset(sample), ctx))
    (conflict,) = facts(ctx, InputConflict)
    assert conflict.generations == frozenset({2, 3})


def test_lists_of_numbers() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.fit([[[1.0, 2.0, 3.0]]], array(1))
    made.fit([[[1.0, 2.0, 3.0]]], [1.0])
    assert [fact.generations for fact in facts(ctx, DataConflict)] == [frozenset({2, 3}), frozenset({3})]


def test_results() -> None:
    ctx = PlainContext()
    made = build(ctx, SEQUENTIAL)
    made.compile("adam", "mse")
    history = made.fit(array(8, 5, 3), array(8))
    assert history.value.path == "keras.callbacks.History"
    assert isinstance(made.evaluate(array(8, 5, 3), array(8)).value, Real)
    made.compile("adam", "mse", metrics=["mae", "mse"])
    assert len(list(made.evaluate(array(8, 5, 3), array(8)))) == 3
    classes = made.predict_classes(array(8, 5, 3)).value
    assert (shape_of(classes), classes.kind) == ((8, 1), "i")
    assert made.output_shape.value.elements.items == (Constant(None), Constant(1))


class Calling(PlainContext):
    """A context in which the program's class has a `call`."""

    def call(self, function: Value, *arguments: Value, **keywords: Value) -> Value:
        (x,) = arguments
        assert isinstance(x, Array) and x.shape is not None
        return Array((x.shape[0], Dim.of(2)), "f", library="tensorflow")


def _subclassed(ctx: PlainContext) -> Proxy:
    return Proxy(Instance(LibraryName("program.Net"), Cell(Attributes()), "keras.Model"), ctx)


def test_subclass_runs_its_call() -> None:
    ctx = Calling()
    made = _subclassed(ctx)
    made.compile(loss="categorical_crossentropy")
    assert shape_of(made.predict(array(8, 5, 3))) == (8, 2)
    made.fit(array(8, 5, 3), array(8, 3))
    assert isinstance(made.value.cell.content.get(HIDDEN), ModelValue)  # type: ignore[attr-defined]
    assert len(facts(ctx, TargetConflict)) == 1


def test_subclass_that_is_functional() -> None:
    ctx = PlainContext()
    names = Names(ctx)
    made, symbolic = _subclassed(ctx), names["Input"](shape=(5, 3))
    call(ctx, "keras.Model.__init__", (made,), {"inputs": symbolic, "outputs": names["LSTM"](2)(symbolic)})
    assert shape_of(made.predict(array(8, 5, 3))) == (8, 2)


def test_code_nobody_knows_may_build_and_compile() -> None:
    ctx = PlainContext()
    made = build(ctx, "LSTM(4) -> Dense(1)")
    getattr(made, "spoil()")()
    made.predict(array(8, 5))
    assert not conflicts(ctx)
    assert model_of(made).state == ModelState(model_of(made).state.layers, {}, False, None)


def test_numpy_and_unknown_are_told_apart() -> None:
    ctx = PlainContext()
    assert isinstance(ctx.unknown(), Unknown)
    assert shape_of(build(ctx, SEQUENTIAL)(np.zeros((8, 5, 3)))) == (8, 1)
