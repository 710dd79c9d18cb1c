"""Models in programs: building, joining, calling, training; the facts that are written down on the way."""

from __future__ import annotations

import pytest

from pylint_lstmshape.domain.containers import ListValue, TupleValue
from pylint_lstmshape.domain.objects import LibraryObject
from pylint_lstmshape.domain.values import Array, Constant, Real
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
from pylint_lstmshape.keras.model_values import ModelValue
from tests.keras.models.programs import BOTH, Interpreted, dims, interpret

SEQUENTIAL = "LSTM(4,input_shape=(5,3)) -> Dense(1)"
SEQUENCES = "LSTM(4,input_shape=(5,3),return_sequences=True) -> Dense(1)"
TWO = (
    'a=Input((5,3),name="a");b=Input((4,),name="b");h=Concatenate()([LSTM(2)(a),Dense(2)(b)]);'
    "m=Model([a,b],Dense(1)(h))"
)
HEADS = 'a=Input((5,3));h=LSTM(4)(a);m=Model(a,[Dense(1,name="p")(h),Dense(3,name="q")(h)])'
UNKNOWN = "from somewhere import unknown"
N = "n = len([letter for letter in input()])"


def test_list_and_add_build_alike() -> None:
    run = interpret(
        "m=Sequential([LSTM(4,input_shape=(5,3)), Dense(1)])", ["made = m.output", "number = len(m.layers)"]
    )
    assert run.shape("made") == (None, 1)
    assert run.value("number") == Constant(2) or str(getattr(run.value("number"), "dim", "")) == "2"
    model = run.value("m")
    assert isinstance(model, ModelValue)
    assert model.info.kind == "Sequential"
    assert [layer.class_name for layer in model.info.layers] == ["LSTM", "Dense"]


def test_conflict_in_a_list_stands_at_the_layer() -> None:
    run = interpret("m=Sequential([\nLSTM(4,input_shape=(5,3)),\nLSTM(2)])", [])
    (conflict,) = run.of(LayerConflict)
    assert conflict.site == conflict.layer.site
    assert conflict.producer is not None and conflict.producer.site.line == conflict.site.line - 1


def test_conflict_of_add_stands_at_the_call_and_is_the_only_one() -> None:
    run = interpret(
        "LSTM(4,input_shape=(5,)) -> Dense(1)", ['m.compile(loss="mse")', "m.fit(np.zeros((8, 5)), np.zeros(8))"]
    )
    assert len(run.conflicts) == 1
    assert run.of(ModelCall)


def test_unknown_layer_keeps_what_is_before_and_behind() -> None:
    lines = [UNKNOWN, "m.add(unknown())", "m.add(LSTM(2))", "made = m.predict(np.zeros((8, 5, 3)))"]
    run = interpret("LSTM(4,input_shape=(5,3))", lines)
    assert not run.conflicts
    samples, units = run.shape("made")  # whatever the layer is: LSTM(2) takes 3-D only
    assert units == 2
    assert samples != 8  # the layer may fold the samples
    run = interpret("LSTM(4,input_shape=(5,3))", [*lines, "m.predict(np.zeros((8, 7)))"])
    assert [fact.conflict.kind for fact in run.of(InputConflict)] == ["rank"]


def test_unknown_number_of_layers_is_opaque() -> None:
    run = Interpreted(
        f"{UNKNOWN}\nm = keras.Sequential([unknown() for _ in range(int(input()))])\nm.fit(np.zeros((8, 5)), np.zeros(8))"
    )
    assert not run.conflicts


def test_layers_under_an_unknown_condition_keep_the_input_only() -> None:
    lines = [
        "if input():",
        "    m.add(LSTM(2))",
        "made = m.predict(np.zeros((8, 5, 3)))",
        "m.predict(np.zeros((8, 7)))",
    ]
    run = interpret("LSTM(4,input_shape=(5,3),return_sequences=True)", lines)
    assert {fact.conflict.kind for fact in run.conflicts} == {"rank"}


def test_a_model_built_on_data_in_one_branch_is_silent() -> None:
    lines = [
        "for _ in range(int(input())):",
        "    if input():",
        "        m.predict(np.zeros((8, 5, 1)))",
        "m.predict(np.zeros((8, 6, 1)))",
    ]
    assert not interpret("LSTM(4) -> Dense(1)", lines).conflicts


def test_either_of_two_losses() -> None:
    lines = [
        f"{UNKNOWN}",
        'm.compile(loss="mse" if unknown() else "sparse_categorical_crossentropy")',
        "m.fit(np.zeros((8, 5, 3)), np.zeros((8, 9)))",
    ]
    assert not interpret(SEQUENTIAL, lines).conflicts


def test_pop() -> None:
    lines = ["m.pop()", "made = m.output", "m.add(Dense(7))", "after = m.predict(np.zeros((8, 5, 3)))"]
    run = interpret(SEQUENTIAL, lines)
    assert run.shape("made") == (None, 4)
    assert run.shape("after") == (8, 7)


def test_build_then_call() -> None:
    lines = ["m.build((None, 5, 3))", "made = m.predict(np.zeros((8, 5, 3)))", "m.predict(np.zeros((8, 5, 4)))"]
    run = interpret("LSTM(4) -> Dense(1)", lines)
    assert run.shape("made") == (8, 1)
    assert len(run.conflicts) == 1


def test_symbolic_dims_stay_exact() -> None:
    lines = [N, "x = np.zeros((n - 5, n, 3))", "made = m.predict(x)"]
    run = interpret("LSTM(4,input_shape=(None,3),return_sequences=True) -> Dense(2)", lines)
    x, made = run.value("x"), run.value("made")
    assert isinstance(x, Array) and isinstance(made, Array) and x.shape is not None and made.shape is not None
    assert made.shape[:2] == x.shape[:2]
    assert made.shape[2] == 2
    assert not run.conflicts


@pytest.mark.parametrize(
    ("model", "shape"), [(SEQUENTIAL, (None, 1)), ("LSTM(4,return_sequences=True) -> Dense(2)", (None, None, 2))]
)
def test_unknown_array_still_gives_the_rank(model: str, shape: tuple[int | None, ...]) -> None:
    assert interpret(model, [UNKNOWN, "made = m.predict(unknown())"]).shape("made") == shape


def test_timesteps_of_a_sequential_are_not_guessed_for_unknown_data() -> None:
    lines = [UNKNOWN, "made = m.predict(unknown())"]
    assert interpret(SEQUENCES, lines, frozenset({3})).shape("made") == (None, None, 1)
    assert interpret(SEQUENCES, lines, frozenset({2})).shape("made") == (None, 5, 1)


def test_generations_are_told_apart_in_one_fact() -> None:
    run = interpret(SEQUENTIAL, ["m.predict(np.zeros((8, 7, 3)))", "m.predict(np.zeros((8, 5, 4)))"])
    first, second = run.of(InputConflict)
    assert (first.conflict.kind, first.generations) == ("timesteps", frozenset({2}))
    assert (second.conflict.kind, second.generations) == ("features", BOTH)
    (adapted,) = run.of(InputAdapted)
    assert (adapted.how, adapted.generations) == ("timesteps unchecked", frozenset({3}))


def test_embedding_first_rejects_in_both_generations_at_once() -> None:
    run = interpret("Embedding(10,4) -> LSTM(2) -> Dense(1)", ["m.predict(np.zeros((8, 3, 10)))"])
    (conflict,) = run.conflicts
    assert isinstance(conflict, LayerConflict)
    assert conflict.generations == BOTH


def test_rank_repair_is_noted() -> None:
    for shape, how in ((8, 5), "axis added"), ((8, 5, 1, 1), "axis dropped"):
        run = interpret("LSTM(4,input_shape=(5,1)) -> Dense(1)", [f"m.predict(np.zeros({shape}))"])
        assert [fact.how for fact in run.of(InputAdapted)] == [how]
        assert not run.conflicts


def test_deferred_model_names_the_data() -> None:
    lines = ["x = np.zeros((8, 5))", 'm.compile(loss="mse")', "m.fit(x, np.zeros(8))"]
    run = interpret("LSTM(4) -> Dense(1)", lines)
    (conflict,) = run.of(LayerConflict)
    assert conflict.data is not None and conflict.data.text == "x"


def test_several_inputs() -> None:
    a, b = "np.zeros((8, 5, 3))", "np.zeros((8, 4))"
    run = interpret(TWO, [f"made = m.predict([{a}, {b}])", f'other = m.predict({{"a": {a}, "b": {b}}})'])
    assert run.shape("made") == run.shape("other") == (8, 1)
    assert not run.conflicts
    lines = [f"m.predict({a})", f'm.predict({{"a": {a}, "z": {b}}})', f"m.predict([{a}, np.zeros((7, 4))])"]
    assert [fact.conflict.kind for fact in interpret(TWO, lines).of(CountConflict)] == ["inputs", "names", "samples"]


def test_several_outputs() -> None:
    lines = [
        "x = np.zeros((8, 5, 3))",
        'm.compile(loss={"p": "mse", "q": "categorical_crossentropy"})',
        "p, q = m.predict(x)",
        "m.fit(x, [np.zeros((8, 1)), np.zeros((8, 3))])",
    ]
    run = interpret(HEADS, lines)
    assert (run.shape("p"), run.shape("q")) == ((8, 1), (8, 3))
    assert not run.conflicts
    run = interpret(HEADS, [*lines, 'm.fit(x, {"p": np.zeros((8, 1)), "q": np.zeros((8, 5))})'])
    (conflict,) = run.of(TargetConflict)
    assert conflict.loss == "categorical_crossentropy"


def test_nested_model_is_a_layer() -> None:
    lines = [
        "outer = keras.Sequential([m, LSTM(2)])",
        "made = outer.predict(np.zeros((8, 5, 3)))",
        "i = Input((5, 3))",
        "other = Model(i, m(i)).output",
    ]
    run = interpret("LSTM(4,input_shape=(5,3),return_sequences=True)", lines)
    assert run.shape("made") == (8, 2)
    assert run.shape("other") == (None, 5, 4)
    assert not run.conflicts


def test_part_of_a_model() -> None:
    lines = [
        'encoder = Model(m.input, m.get_layer("code").output)',
        "made = encoder.predict(np.zeros((8, 5, 3)))",
        "last = m.get_layer(index=-1).output",
    ]
    run = interpret('i=Input((5,3));h=LSTM(4,name="code")(i);m=Model(i,Dense(1)(h))', lines)
    assert run.shape("made") == (8, 4)
    assert run.shape("last") == (None, 1)


def test_targets() -> None:
    lines = [N, 'm.compile("adam", "mse", metrics=["mae"])', "x = np.zeros((n, 5, 3))", "m.fit(x, np.zeros(n))"]
    run = interpret(SEQUENCES, lines)
    assert [fact.loss for fact in run.of(TargetBroadcast)] == ["mean_squared_error"]
    assert not run.conflicts
    run = interpret(SEQUENCES, [*lines, "m.fit(x, np.zeros((n, 7)))"])
    assert run.of(TargetConflict)[0].generations == BOTH


def test_batch_decides_only_where_it_is_known() -> None:
    lines = [
        N,
        'm.compile(loss="mse")',
        "m.fit(np.zeros((n, 3)), np.zeros(n))",
        "m.fit(np.zeros((1000, 3)), np.zeros(1000), batch_size=10)",
    ]
    three = frozenset({3})
    assert not interpret("Dense(10,input_shape=(3,))", lines, three).conflicts
    for rest in ("", ", validation_split=0.1"):
        run = interpret(
            "Dense(10,input_shape=(3,))", [*lines, f"m.fit(np.zeros((1000, 3)), np.zeros(1000){rest})"], three
        )
        assert len(run.of(TargetConflict)) == 1


def test_samples() -> None:
    lines = [N, 'm.compile(loss="mse")', "m.fit(np.zeros((n - 5, 5, 3)), np.zeros(n - 5))"]
    assert not interpret(SEQUENTIAL, lines).conflicts
    run = interpret(SEQUENTIAL, [*lines, "m.fit(np.zeros((n - 5, 5, 3)), np.zeros(n))"])
    assert [fact.conflict.kind for fact in run.of(CountConflict)] == ["samples"]


def test_validation_data() -> None:
    lines = [
        'm.compile(loss="mse")',
        "m.fit(np.zeros((8, 5, 3)), np.zeros(8), validation_data=(np.zeros((4, 5, 4)), np.zeros(4)))",
    ]
    run = interpret(SEQUENTIAL, lines)
    (conflict,) = run.of(InputConflict)
    assert conflict.role == "validation"
    assert [call.role for call in run.of(ModelCall)] == ["training", "validation"]


def test_generator_and_dataset() -> None:
    lines = [
        "def batches():",
        "    while True:",
        "        yield np.zeros((16, 5, 3)), np.zeros((16, 1))",
        'm.compile(loss="mse")',
        "data = tf.data.Dataset.from_tensor_slices((np.zeros((64, 5, 3)), np.zeros((64, 1))))",
        "m.fit(batches(), steps_per_epoch=3)",
        "m.fit(data.batch(16))",
    ]
    assert not interpret(SEQUENTIAL, lines).conflicts
    (conflict,) = interpret(SEQUENTIAL, [*lines, "m.fit(data)"]).of(InputConflict)
    assert conflict.generations == BOTH


def test_lists_of_numbers() -> None:
    lines = ['m.compile(loss="mse")', "m.fit([[[1.0, 2.0, 3.0]]], np.zeros(1))", "m.fit([[[1.0, 2.0, 3.0]]], [1.0])"]
    run = interpret(SEQUENTIAL, lines)
    assert [fact.generations for fact in run.of(DataConflict)] == [BOTH, frozenset({3})]


def test_results() -> None:
    lines = [
        "x, y = np.zeros((8, 5, 3)), np.zeros(8)",
        'm.compile("adam", "mse")',
        "history = m.fit(x, y)",
        "score = m.evaluate(x, y)",
        'm.compile("adam", "mse", metrics=["mae", "mse"])',
        "scores = m.evaluate(x, y)",
        "classes = m.predict_classes(x)",
        "shape = m.output_shape",
    ]
    run = interpret(SEQUENTIAL, lines, frozenset({2}))
    history, scores, shape = run.value("history"), run.value("scores"), run.value("shape")
    assert isinstance(history, LibraryObject) and history.path == "keras.callbacks.History"
    assert isinstance(run.value("score"), Real)
    assert isinstance(scores, ListValue) and len(scores.cell.content.items or ()) == 3
    assert dims(run.value("classes")) == (8, 1)
    assert isinstance(shape, TupleValue) and shape.elements.items == (Constant(None), Constant(1))


SUBCLASS = """class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.read = LSTM(4)
        self.say = Dense(2)

    def call(self, x):
        return self.say(self.read(x))

m = Net()"""


def test_subclass_runs_its_call() -> None:
    lines = [
        SUBCLASS,
        'm.compile(loss="categorical_crossentropy")',
        "made = m.predict(np.zeros((8, 5, 3)))",
        "m.fit(np.zeros((8, 5, 3)), np.zeros((8, 3)))",
    ]
    run = Interpreted("\n".join(lines))
    assert run.shape("made") == (8, 2)
    assert len(run.of(TargetConflict)) == 1


def test_subclass_that_is_functional() -> None:
    lines = [
        "class Net(keras.Model):",
        "    def __init__(self):",
        "        i = Input((5, 3))",
        "        super().__init__(inputs=i, outputs=LSTM(2)(i))",
        "made = Net().predict(np.zeros((8, 5, 3)))",
    ]
    assert Interpreted("\n".join(lines)).shape("made") == (8, 2)


def test_code_nobody_knows_may_build_and_compile() -> None:
    lines = ["def main(change):", "    m = keras.Sequential([LSTM(4), Dense(1)])", "    change(m)"]
    assert not Interpreted("\n".join([*lines, "    m.predict(np.zeros((8, 5)))"])).conflicts


@pytest.mark.parametrize(
    ("model", "generations"),
    [
        ("Input((None,)) -> Embedding(5,4) -> LSTM(3)", {3}),  # Keras 2 up to TensorFlow 2.6 makes (8, 1) of it
        ("Dense(1)", {3}),
        ("LSTM(1)", {2, 3}),
        ("LSTM(1,input_shape=(5,3))", {2, 3}),
    ],
)
def test_arrays_without_a_second_axis(model: str, generations: set[int]) -> None:
    run = interpret(model, ["m.predict(np.zeros(8))"])
    assert {number for fact in run.conflicts for number in fact.generations} == generations
