"""The rules: one module for each message, with its text, documentation and check; `RULES` is all of them."""

from __future__ import annotations

from pylint_lstmshape.rules.array_reshape_mismatch import ArrayReshapeMismatch
from pylint_lstmshape.rules.attention_over_one_step import AttentionOverOneStep
from pylint_lstmshape.rules.base import Finding, Rule
from pylint_lstmshape.rules.batch_axis_moved import BatchAxisMoved
from pylint_lstmshape.rules.batch_size_in_input_shape import BatchSizeInInputShape
from pylint_lstmshape.rules.embedding_index_out_of_range import EmbeddingIndexOutOfRange
from pylint_lstmshape.rules.embedding_on_floats import EmbeddingOnFloats
from pylint_lstmshape.rules.fit_input_shape_mismatch import FitInputShapeMismatch
from pylint_lstmshape.rules.fit_target_shape_mismatch import FitTargetShapeMismatch
from pylint_lstmshape.rules.ids_as_numbers import IdsAsNumbers
from pylint_lstmshape.rules.ignored_input_shape import IgnoredInputShape
from pylint_lstmshape.rules.implicit_rank_change import ImplicitRankChange
from pylint_lstmshape.rules.invalid_input_shape import InvalidInputShape
from pylint_lstmshape.rules.layer_input import LayerInputNdim, LayerInputShape
from pylint_lstmshape.rules.loss_without_probabilities import LossWithoutProbabilities
from pylint_lstmshape.rules.lstm_input_ndim import LstmInputNdim
from pylint_lstmshape.rules.predict_without_batch_axis import PredictWithoutBatchAxis
from pylint_lstmshape.rules.sample_count_mismatch import SampleCountMismatch
from pylint_lstmshape.rules.scrambling_reshape import ScramblingReshape
from pylint_lstmshape.rules.silent_broadcast import SilentBroadcast
from pylint_lstmshape.rules.silent_broadcast_loss import SilentBroadcastLoss
from pylint_lstmshape.rules.single_sample import SingleSample
from pylint_lstmshape.rules.single_timestep_window import SingleTimestepWindow
from pylint_lstmshape.rules.softmax_over_one_unit import SoftmaxOverOneUnit
from pylint_lstmshape.rules.stateful_batch_size import StatefulBatchSize
from pylint_lstmshape.rules.stateful_shuffle import ShuffledStates
from pylint_lstmshape.rules.swapped_time_and_features import SwappedTimeAndFeatures
from pylint_lstmshape.rules.text_without_list import TextWithoutList
from pylint_lstmshape.rules.training_call_argument import TrainingCallArgument
from pylint_lstmshape.rules.unchecked_timesteps import UncheckedTimesteps
from pylint_lstmshape.rules.unknown_keras_name import UnknownKerasName
from pylint_lstmshape.rules.unknown_layer_argument import UnknownLayerArgument
from pylint_lstmshape.rules.unusable_training_data import UnusableTrainingData
from pylint_lstmshape.rules.wrong_add_argument import WrongAddArgument

RULES: tuple[Rule, ...] = (
    LstmInputNdim(),
    FitInputShapeMismatch(),
    InvalidInputShape(),
    ArrayReshapeMismatch(),
    LayerInputNdim(),
    LayerInputShape(),
    FitTargetShapeMismatch(),
    SampleCountMismatch(),
    UnknownLayerArgument(),
    WrongAddArgument(),
    StatefulBatchSize(),
    EmbeddingIndexOutOfRange(),
    UnusableTrainingData(),
    TrainingCallArgument(),
    UnknownKerasName(),
    AttentionOverOneStep(),
    BatchAxisMoved(),
    BatchSizeInInputShape(),
    EmbeddingOnFloats(),
    IdsAsNumbers(),
    IgnoredInputShape(),
    LossWithoutProbabilities(),
    ScramblingReshape(),
    SilentBroadcast(),
    SingleSample(),
    SingleTimestepWindow(),
    SwappedTimeAndFeatures(),
    SoftmaxOverOneUnit(),
    SilentBroadcastLoss(),
    UncheckedTimesteps(),
    PredictWithoutBatchAxis(),
    ShuffledStates(),
    TextWithoutList(),
    ImplicitRankChange(),
)

LEVELS = {rule.symbol: rule.id[0] for rule in RULES}
"""E (raises), W (runs, but means something else) or R (advice) of each symbol."""

__all__ = ["LEVELS", "RULES", "Finding", "Rule"]
