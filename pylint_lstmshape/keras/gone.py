"""Names that one Keras generation has and the other lacks: reading one raises ImportError or AttributeError.

Sources: the public names of Keras 2.3.1, 2.6 and tf_keras 2.21 that neither Keras 3.0.5 nor 3.15 has, and those of 3.15 that
none of the others has. `tensorflow.keras` of Keras 3 still has some that `keras` has lost (keras.src.legacy).
"""

from __future__ import annotations

from pylint_lstmshape.knowledge import lacks, succeeds

_GONE = {
    "keras": "dtensor engine estimator experimental feature_column legacy_tf_layers objectives optimizer_v1 optimizer_v2 premade",
    "keras.backend": """common conv3d_transpose function identity in_test_phase in_train_phase is_placeholder is_tensor learning_phase
        learning_phase_scope logsumexp manual_variable_initialization placeholder print_tensor random_binomial separable_conv1d
        set_learning_phase slice tensorflow_backend theano_backend""",
    "keras.callbacks": "BaseLogger callbacks experimental",
    "keras.constraints": "RadialConstraint maxnorm nonneg radial_constraint unitnorm",
    "keras.initializers": "normal one uniform zero",
    "keras.layers": """AbstractRNNCell AtrousConvolution1D AtrousConvolution2D ConvLSTM2DCell ConvRecurrent2D CuDNNGRU CuDNNLSTM
        Deconvolution2D Deconvolution3D DenseFeatures Highway LocallyConnected1D LocallyConnected2D MaxoutDense Recurrent
        advanced_activations convolutional convolutional_recurrent core cudnn_recurrent dense_attention einsum_dense embeddings
        experimental kernelized legacy_rnn local merge multi_head_attention noise normalization pooling preprocessing recurrent
        recurrent_v2 serialization wrappers""",
    "keras.losses": "cosine cosine_proximity huber_loss",
    "keras.metrics": "MeanRelativeError MeanTensor cosine cosine_proximity cosine_similarity experimental",
    "keras.models": "Input InputLayer experimental model_from_config model_from_yaml",
    "keras.optimizers": "TFOptimizer adadelta adagrad adam adamax experimental nadam rmsprop sgd",
    "keras.preprocessing": "dataset_utils image_dataset text_dataset",
    "keras.utils": """GeneratorEnqueuer H5Dict HDF5Matrix OrderedEnqueuer SequenceEnqueuer conv_utils data_utils experimental
        generic_utils io_utils layer_utils multi_gpu_model multi_gpu_utils np_utils print_summary test_utils tf_utils vis_utils""",
    "keras.wrappers": "scikit_learn",
}
_LEFT_IN_TENSORFLOW = {
    "keras.backend": """abs all any arange argmax argmin batch_dot batch_flatten batch_get_value batch_normalization
        batch_set_value bias_add binary_crossentropy cast cast_to_floatx categorical_crossentropy clip concatenate constant conv1d
        conv2d conv2d_transpose conv3d cos count_params ctc_batch_cost ctc_decode cumprod cumsum depthwise_conv2d dot dropout dtype
        elu equal eval exp expand_dims eye flatten foldl foldr gather get_value gradients greater greater_equal hard_sigmoid
        in_top_k int_shape is_sparse l2_normalize less less_equal log map_fn max maximum mean min minimum ndim not_equal one_hot
        ones ones_like permute_dimensions pool2d pow prod random_bernoulli random_normal random_normal_variable random_uniform
        random_uniform_variable relu repeat repeat_elements reshape resize_images reverse rnn round separable_conv2d set_value
        shape sigmoid sign sin softmax softplus softsign sparse_categorical_crossentropy spatial_2d_padding sqrt square squeeze
        stack std stop_gradient sum switch tanh temporal_padding tile transpose truncated_normal update update_add update_sub var
        variable zeros zeros_like""",
    "keras.layers": "RandomHeight RandomWidth ThresholdedReLU",
    "keras.losses": "KLD MAE MAPE MSE MSLE Reduction kld kullback_leibler_divergence logcosh mae mape mse msle",
    "keras.metrics": "KLD MAE MAPE MSE MSLE kld kullback_leibler_divergence logcosh mae mape mse msle",
    "keras.preprocessing": "text",
    "keras.preprocessing.image": "DirectoryIterator ImageDataGenerator Iterator NumpyArrayIterator",
    "keras.preprocessing.sequence": "TimeseriesGenerator make_sampling_table skipgrams",
}  # fmt: skip
_NEW = {
    "keras": "Initializer InputSpec KerasTensor Layer Loss Metric Operation Optimizer Regularizer Variable config distribution "
    "dtype_policies ops quantizers random tree visualization",
    "keras.activations": "celu glu hard_shrink hard_silu hard_swish hard_tanh log_sigmoid soft_shrink sparsemax squareplus threshold",
    "keras.layers": """AdaptiveAveragePooling1D AdaptiveAveragePooling2D AdaptiveAveragePooling3D AdaptiveMaxPooling1D
        AdaptiveMaxPooling2D AdaptiveMaxPooling3D FlaxLayer GroupQueryAttention JaxLayer MelSpectrogram Pipeline RMSNormalization
        RandomShear ReversibleEmbedding STFTSpectrogram TFSMLayer TorchModuleWrapper""",
    "keras.losses": "CTC CategoricalGeneralizedCrossEntropy Circle Dice Tversky circle ctc dice tversky",
    "keras.metrics": "ConcordanceCorrelation PearsonCorrelation",
    "keras.optimizers": "Lamb Muon ScheduleFreeAdamW",
    "keras.utils": "PyDataset bounding_boxes clear_session",
    "keras.wrappers": "SKLearnClassifier SKLearnRegressor SKLearnTransformer",
}  # fmt: skip
# Functions of keras.backend that keras.ops has, too: the same parameters in the same order, the same defaults.
_OPS = (
    "abs clip cos dot equal exp greater greater_equal less less_equal log max maximum mean min minimum not_equal "
    "ones_like prod reshape round sigmoid sign sin softmax softplus softsign sqrt square squeeze stack std sum tanh tile var zeros_like"
)
_SUCCESSORS = {
    "keras.layers.CuDNNLSTM": "keras.layers.LSTM",
    "keras.layers.CuDNNGRU": "keras.layers.GRU",
    "keras.models.Input": "keras.layers.Input",
    "keras.models.InputLayer": "keras.layers.InputLayer",
    "keras.utils.np_utils": "keras.utils",
    "keras.utils.vis_utils": "keras.utils",
    "keras.objectives": "keras.losses",
    "keras.layers.experimental.preprocessing": "keras.layers",
    **{f"keras.backend.{name}": f"keras.ops.{name}" for name in _OPS.split()},
    "keras.backend.permute_dimensions": "keras.ops.transpose",
    "keras.backend.pow": "keras.ops.power",
    **{
        f"keras.{module}.{short}": f"keras.{module}.{name}"
        for module in ("losses", "metrics")
        for name, shorts in {
            "mean_squared_error": "mse MSE",
            "mean_absolute_error": "mae MAE",
            "mean_absolute_percentage_error": "mape MAPE",
            "mean_squared_logarithmic_error": "msle MSLE",
            "kl_divergence": "kld KLD kullback_leibler_divergence",
        }.items()
        for short in shorts.split()
    },
    **{
        f"keras.optimizers.{name.lower()}": f"keras.optimizers.{name}"
        for name in ("Adadelta", "Adagrad", "Adam", "Adamax", "Nadam", "RMSprop", "SGD")
    },
}


def _paths(names: dict[str, str]) -> list[str]:
    return [f"{space}.{name}" for space, text in names.items() for name in text.split()]


LACKING = {
    **dict.fromkeys(
        [*_paths(_GONE), *(f"tensorflow.{path}" for path in _paths(_GONE)), *_paths(_LEFT_IN_TENSORFLOW)], 3
    ),
    **{f"{package}{path}": 2 for package in ("", "tensorflow.", "tf_") for path in _paths(_NEW)},
}
"""Which generation lacks a name, as programs spell it."""
for _path, _generation in LACKING.items():
    lacks(_generation, _path)
for _path, _successor in _SUCCESSORS.items():
    succeeds(_path, _successor)
