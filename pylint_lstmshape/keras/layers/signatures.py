"""Constructor signatures of the layer classes, for Keras 2 (tf_keras) and Keras 3. Data: written by verify/signatures.py.

A parameter stands as in Python; a default that is no literal is written as `...`.
"""

# name: (Keras 2, Keras 3), None where the generation has no such class
SIGNATURES: dict[str, tuple[str | None, str | None]] = {
    "AbstractRNNCell": (
        "trainable=True, name=None, dtype=None, dynamic=False, **kwargs",
        None,
    ),
    "Activation": (
        "activation, **kwargs",
        "activation, **kwargs",
    ),
    "ActivityRegularization": (
        "l1=0.0, l2=0.0, **kwargs",
        "l1=0.0, l2=0.0, **kwargs",
    ),
    "AdaptiveAveragePooling1D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "AdaptiveAveragePooling2D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "AdaptiveAveragePooling3D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "AdaptiveMaxPooling1D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "AdaptiveMaxPooling2D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "AdaptiveMaxPooling3D": (
        None,
        "output_size, data_format=None, **kwargs",
    ),
    "Add": (
        "**kwargs",
        "**kwargs",
    ),
    "AdditiveAttention": (
        "use_scale=True, **kwargs",
        "use_scale=True, dropout=0.0, **kwargs",
    ),
    "AlphaDropout": (
        "rate, noise_shape=None, seed=None, **kwargs",
        "rate, noise_shape=None, seed=None, **kwargs",
    ),
    "Attention": (
        "use_scale=False, score_mode='dot', **kwargs",
        "use_scale=False, score_mode='dot', dropout=0.0, seed=None, **kwargs",
    ),
    "AugMix": (
        None,
        "value_range=(0, 255), num_chains=3, chain_depth=3, factor=0.3, alpha=1.0, all_ops=True, interpolation='bilinear', seed=None, data_format=None, **kwargs",
    ),
    "AutoContrast": (
        None,
        "value_range=(0, 255), **kwargs",
    ),
    "Average": (
        "**kwargs",
        "**kwargs",
    ),
    "AveragePooling1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "AveragePooling2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "AveragePooling3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "AvgPool1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "AvgPool2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "AvgPool3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "BatchNormalization": (
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, synchronized=False, **kwargs",
        "axis=-1, momentum=0.99, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', moving_mean_initializer='zeros', moving_variance_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, renorm=False, renorm_clipping=None, renorm_momentum=0.99, synchronized=False, **kwargs",
    ),
    "Bidirectional": (
        "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs",
        "layer, merge_mode='concat', weights=None, backward_layer=None, **kwargs",
    ),
    "CategoryEncoding": (
        "num_tokens=None, output_mode='multi_hot', sparse=False, **kwargs",
        "num_tokens=None, output_mode='multi_hot', sparse=False, **kwargs",
    ),
    "CenterCrop": (
        "height, width, **kwargs",
        "height, width, data_format=None, **kwargs",
    ),
    "Concatenate": (
        "axis=-1, **kwargs",
        "axis=-1, **kwargs",
    ),
    "ContrastLimitedAdaptiveHistogramEqualization": (
        None,
        "value_range=(0, 255), clip_limit=4.0, tile_grid_size=(8, 8), data_format=None, **kwargs",
    ),
    "Conv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format='channels_last', dilation_rate=1, groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Conv1DTranspose": (
        "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, dilation_rate=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, dilation_rate=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Conv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Conv2DTranspose": (
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Conv3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Conv3DTranspose": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, output_padding=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "ConvLSTM1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, dropout=0.0, recurrent_dropout=0.0, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, **kwargs",
    ),
    "ConvLSTM2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, dropout=0.0, recurrent_dropout=0.0, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, **kwargs",
    ),
    "ConvLSTM3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), activation='tanh', recurrent_activation='hard_sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, dropout=0.0, recurrent_dropout=0.0, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, **kwargs",
    ),
    "Convolution1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format='channels_last', dilation_rate=1, groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Convolution1DTranspose": (
        "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, dilation_rate=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', output_padding=None, data_format=None, dilation_rate=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Convolution2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Convolution2DTranspose": (
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Convolution3D": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, dilation_rate=(1, 1, 1), groups=1, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Convolution3DTranspose": (
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', output_padding=None, data_format=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1, 1), padding='valid', data_format=None, output_padding=None, dilation_rate=(1, 1, 1), activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Cropping1D": (
        "cropping=(1, 1), **kwargs",
        "cropping=(1, 1), **kwargs",
    ),
    "Cropping2D": (
        "cropping=((0, 0), (0, 0)), data_format=None, **kwargs",
        "cropping=((0, 0), (0, 0)), data_format=None, **kwargs",
    ),
    "Cropping3D": (
        "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
        "cropping=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
    ),
    "CutMix": (
        None,
        "factor=1.0, seed=None, data_format=None, **kwargs",
    ),
    "Dense": (
        "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "units, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs",
    ),
    "DenseFeatures": (
        "feature_columns, trainable=True, name=None, **kwargs",
        None,
    ),
    "DepthwiseConv1D": (
        "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, dilation_rate=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs",
        "kernel_size, strides=1, padding='valid', depth_multiplier=1, data_format=None, dilation_rate=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "DepthwiseConv2D": (
        "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, depthwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs",
        "kernel_size, strides=(1, 1), padding='valid', depth_multiplier=1, data_format=None, dilation_rate=(1, 1), activation=None, use_bias=True, depthwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "Discretization": (
        "bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode='int', sparse=False, **kwargs",
        "bin_boundaries=None, num_bins=None, epsilon=0.01, output_mode='int', sparse=False, dtype=None, name=None",
    ),
    "Dot": (
        "axes, normalize=False, **kwargs",
        "axes, normalize=False, **kwargs",
    ),
    "Dropout": (
        "rate, noise_shape=None, seed=None, **kwargs",
        "rate, noise_shape=None, seed=None, **kwargs",
    ),
    "ELU": (
        "alpha=1.0, **kwargs",
        "alpha=1.0, **kwargs",
    ),
    "EinsumDense": (
        "equation, output_shape, activation=None, bias_axes=None, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, **kwargs",
        "equation, output_shape, activation=None, bias_axes=None, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, kernel_constraint=None, bias_constraint=None, lora_rank=None, lora_alpha=None, gptq_unpacked_column_size=None, quantization_config=None, **kwargs",
    ),
    "Embedding": (
        "input_dim, output_dim, embeddings_initializer='uniform', embeddings_regularizer=None, activity_regularizer=None, embeddings_constraint=None, mask_zero=False, input_length=None, sparse=False, **kwargs",
        "input_dim, output_dim, embeddings_initializer='uniform', embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False, weights=None, lora_rank=None, lora_alpha=None, quantization_config=None, **kwargs",
    ),
    "Equalization": (
        None,
        "value_range=(0, 255), bins=256, data_format=None, **kwargs",
    ),
    "Flatten": (
        "data_format=None, **kwargs",
        "data_format=None, **kwargs",
    ),
    "FlaxLayer": (
        None,
        "module, method=None, variables=None, **kwargs",
    ),
    "GRU": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, time_major=False, reset_after=True, **kwargs",
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, reset_after=True, use_cudnn='auto', **kwargs",
    ),
    "GRUCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, reset_after=True, **kwargs",
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, reset_after=True, seed=None, **kwargs",
    ),
    "GaussianDropout": (
        "rate, seed=None, **kwargs",
        "rate, seed=None, **kwargs",
    ),
    "GaussianNoise": (
        "stddev, seed=None, **kwargs",
        "stddev, seed=None, **kwargs",
    ),
    "GlobalAveragePooling1D": (
        "data_format='channels_last', **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalAveragePooling2D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalAveragePooling3D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalAvgPool1D": (
        "data_format='channels_last', **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalAvgPool2D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalAvgPool3D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPool1D": (
        "data_format='channels_last', keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPool2D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPool3D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPooling1D": (
        "data_format='channels_last', keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPooling2D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GlobalMaxPooling3D": (
        "data_format=None, keepdims=False, **kwargs",
        "data_format=None, keepdims=False, **kwargs",
    ),
    "GroupNormalization": (
        "groups=32, axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs",
        "groups=32, axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs",
    ),
    "GroupQueryAttention": (
        None,
        "head_dim, num_query_heads, num_key_value_heads, dropout=0.0, use_bias=True, sliding_window=None, flash_attention=None, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, use_gate=False, seed=None, **kwargs",
    ),
    "HashedCrossing": (
        "num_bins, output_mode='int', sparse=False, **kwargs",
        "num_bins, output_mode='int', sparse=False, name=None, dtype=None, **kwargs",
    ),
    "Hashing": (
        "num_bins, mask_value=None, salt=None, output_mode='int', sparse=False, **kwargs",
        "num_bins, mask_value=None, salt=None, output_mode='int', sparse=False, **kwargs",
    ),
    "Identity": (
        "trainable=True, name=None, dtype=None, dynamic=False, **kwargs",
        "**kwargs",
    ),
    "InputLayer": (
        "input_shape=None, batch_size=None, dtype=None, input_tensor=None, sparse=None, name=None, ragged=None, type_spec=None, optional=False, **kwargs",
        "shape=None, batch_size=None, dtype=None, sparse=None, ragged=None, batch_shape=None, input_tensor=None, optional=False, name=None, **kwargs",
    ),
    "InputSpec": (
        "dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None, optional=False",
        "dtype=None, shape=None, ndim=None, max_ndim=None, min_ndim=None, axes=None, allow_last_axis_squeeze=False, name=None, optional=False",
    ),
    "IntegerLookup": (
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, vocabulary_dtype='int64', idf_weights=None, invert=False, output_mode='int', sparse=False, pad_to_max_tokens=False, **kwargs",
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token=-1, vocabulary=None, vocabulary_dtype='int64', idf_weights=None, invert=False, output_mode='int', sparse=False, pad_to_max_tokens=False, oov_method='floormod', salt=None, name=None, **kwargs",
    ),
    "JaxLayer": (
        None,
        "call_fn, init_fn=None, params=None, state=None, seed=None, native_serialization_platforms=None, **kwargs",
    ),
    "LSTM": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, time_major=False, unroll=False, **kwargs",
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, use_cudnn='auto', **kwargs",
    ),
    "LSTMCell": (
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, **kwargs",
        "units, activation='tanh', recurrent_activation='sigmoid', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', unit_forget_bias=True, kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, **kwargs",
    ),
    "Lambda": (
        "function, output_shape=None, mask=None, arguments=None, **kwargs",
        "function, output_shape=None, mask=None, arguments=None, **kwargs",
    ),
    "Layer": (
        "trainable=True, name=None, dtype=None, dynamic=False, **kwargs",
        "*, activity_regularizer=None, trainable=True, dtype=None, autocast=True, name=None, **kwargs",
    ),
    "LayerNormalization": (
        "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs",
        "axis=-1, epsilon=0.001, center=True, scale=True, beta_initializer='zeros', gamma_initializer='ones', beta_regularizer=None, gamma_regularizer=None, beta_constraint=None, gamma_constraint=None, **kwargs",
    ),
    "LeakyReLU": (
        "alpha=0.3, **kwargs",
        "negative_slope=0.3, **kwargs",
    ),
    "LocallyConnected1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, implementation=1, **kwargs",
        None,
    ),
    "LocallyConnected2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, activation=None, use_bias=True, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, implementation=1, **kwargs",
        None,
    ),
    "Masking": (
        "mask_value=0.0, **kwargs",
        "mask_value=0.0, **kwargs",
    ),
    "MaxNumBoundingBoxes": (
        None,
        "max_number, fill_value=-1, **kwargs",
    ),
    "MaxPool1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs",
        "pool_size=2, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "MaxPool2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "MaxPool3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "MaxPooling1D": (
        "pool_size=2, strides=None, padding='valid', data_format='channels_last', **kwargs",
        "pool_size=2, strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "MaxPooling2D": (
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size=(2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "MaxPooling3D": (
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, **kwargs",
        "pool_size=(2, 2, 2), strides=None, padding='valid', data_format=None, name=None, **kwargs",
    ),
    "Maximum": (
        "**kwargs",
        "**kwargs",
    ),
    "MelSpectrogram": (
        None,
        "fft_length=2048, sequence_stride=512, sequence_length=None, window='hann', sampling_rate=16000, num_mel_bins=128, min_freq=20.0, max_freq=None, power_to_db=True, top_db=80.0, mag_exp=2.0, min_power=1e-10, ref_power=1.0, **kwargs",
    ),
    "Minimum": (
        "**kwargs",
        "**kwargs",
    ),
    "MixUp": (
        None,
        "alpha=0.2, data_format=None, seed=None, **kwargs",
    ),
    "MultiHeadAttention": (
        "num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, softmax_robust_masking=False, **kwargs",
        "num_heads, key_dim, value_dim=None, dropout=0.0, use_bias=True, output_shape=None, attention_axes=None, sliding_window=None, flash_attention=None, kernel_initializer='glorot_uniform', bias_initializer='zeros', kernel_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, bias_constraint=None, use_gate=False, seed=None, **kwargs",
    ),
    "Multiply": (
        "**kwargs",
        "**kwargs",
    ),
    "Normalization": (
        "axis=-1, mean=None, variance=None, invert=False, **kwargs",
        "axis=-1, mean=None, variance=None, invert=False, **kwargs",
    ),
    "PReLU": (
        "alpha_initializer='zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs",
        "alpha_initializer='Zeros', alpha_regularizer=None, alpha_constraint=None, shared_axes=None, **kwargs",
    ),
    "Permute": (
        "dims, **kwargs",
        "dims, **kwargs",
    ),
    "Pipeline": (
        None,
        "layers, name=None",
    ),
    "RMSNormalization": (
        None,
        "axis=-1, epsilon=1e-06, **kwargs",
    ),
    "RNN": (
        "cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, time_major=False, **kwargs",
        "cell, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, zero_output_for_mask=False, **kwargs",
    ),
    "RandAugment": (
        None,
        "value_range=(0, 255), num_ops=2, factor=0.5, interpolation='bilinear', seed=None, data_format=None, **kwargs",
    ),
    "RandomBrightness": (
        "factor, value_range=(0, 255), seed=None, **kwargs",
        "factor, value_range=(0, 255), seed=None, **kwargs",
    ),
    "RandomColorDegeneration": (
        None,
        "factor, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomColorJitter": (
        None,
        "value_range=(0, 255), brightness_factor=None, contrast_factor=None, saturation_factor=None, hue_factor=None, seed=None, data_format=None, **kwargs",
    ),
    "RandomContrast": (
        "factor, seed=None, **kwargs",
        "factor, value_range=(0, 255), seed=None, **kwargs",
    ),
    "RandomCrop": (
        "height, width, seed=None, **kwargs",
        "height, width, seed=None, data_format=None, name=None, **kwargs",
    ),
    "RandomElasticTransform": (
        None,
        "factor=1.0, scale=1.0, interpolation='bilinear', fill_mode='reflect', fill_value=0.0, value_range=(0, 255), seed=None, data_format=None, **kwargs",
    ),
    "RandomErasing": (
        None,
        "factor=1.0, scale=(0.02, 0.33), fill_value=None, value_range=(0, 255), seed=None, data_format=None, **kwargs",
    ),
    "RandomFlip": (
        "mode='horizontal_and_vertical', seed=None, **kwargs",
        "mode='horizontal_and_vertical', seed=None, data_format=None, **kwargs",
    ),
    "RandomGaussianBlur": (
        None,
        "factor=1.0, kernel_size=3, sigma=1.0, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomGrayscale": (
        None,
        "factor=0.5, data_format=None, seed=None, **kwargs",
    ),
    "RandomHeight": (
        "factor, interpolation='bilinear', seed=None, **kwargs",
        None,
    ),
    "RandomHue": (
        None,
        "factor, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomInvert": (
        None,
        "factor=1.0, value_range=(0, 255), seed=None, data_format=None, **kwargs",
    ),
    "RandomPerspective": (
        None,
        "factor=1.0, scale=1.0, interpolation='bilinear', fill_value=0.0, seed=None, data_format=None, **kwargs",
    ),
    "RandomPosterization": (
        None,
        "factor, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomRotation": (
        "factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, **kwargs",
        "factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs",
    ),
    "RandomSaturation": (
        None,
        "factor, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomSharpness": (
        None,
        "factor, value_range=(0, 255), data_format=None, seed=None, **kwargs",
    ),
    "RandomShear": (
        None,
        "x_factor=0.0, y_factor=0.0, interpolation='bilinear', fill_mode='reflect', fill_value=0.0, data_format=None, seed=None, **kwargs",
    ),
    "RandomTranslation": (
        "height_factor, width_factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, **kwargs",
        "height_factor, width_factor, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs",
    ),
    "RandomWidth": (
        "factor, interpolation='bilinear', seed=None, **kwargs",
        None,
    ),
    "RandomZoom": (
        "height_factor, width_factor=None, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, **kwargs",
        "height_factor, width_factor=None, fill_mode='reflect', interpolation='bilinear', seed=None, fill_value=0.0, data_format=None, **kwargs",
    ),
    "ReLU": (
        "max_value=None, negative_slope=0.0, threshold=0.0, **kwargs",
        "max_value=None, negative_slope=0.0, threshold=0.0, **kwargs",
    ),
    "RepeatVector": (
        "n, **kwargs",
        "n, **kwargs",
    ),
    "Rescaling": (
        "scale, offset=0.0, **kwargs",
        "scale, offset=0.0, **kwargs",
    ),
    "Reshape": (
        "target_shape, **kwargs",
        "target_shape, **kwargs",
    ),
    "Resizing": (
        "height, width, interpolation='bilinear', crop_to_aspect_ratio=False, **kwargs",
        "height, width, interpolation='bilinear', crop_to_aspect_ratio=False, pad_to_aspect_ratio=False, fill_mode='constant', fill_value=0.0, antialias=False, data_format=None, **kwargs",
    ),
    "ReversibleEmbedding": (
        None,
        "input_dim, output_dim, tie_weights=True, embeddings_initializer='uniform', embeddings_regularizer=None, embeddings_constraint=None, mask_zero=False, reverse_dtype=None, logit_soft_cap=None, **kwargs",
    ),
    "STFTSpectrogram": (
        None,
        "mode='log', frame_length=256, frame_step=None, fft_length=None, window='hann', periodic=False, scaling='density', padding='valid', expand_dims=False, data_format=None, **kwargs",
    ),
    "SeparableConv1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "SeparableConv2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "SeparableConvolution1D": (
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=1, padding='valid', data_format=None, dilation_rate=1, depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "SeparableConvolution2D": (
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
        "filters, kernel_size, strides=(1, 1), padding='valid', data_format=None, dilation_rate=(1, 1), depth_multiplier=1, activation=None, use_bias=True, depthwise_initializer='glorot_uniform', pointwise_initializer='glorot_uniform', bias_initializer='zeros', depthwise_regularizer=None, pointwise_regularizer=None, bias_regularizer=None, activity_regularizer=None, depthwise_constraint=None, pointwise_constraint=None, bias_constraint=None, **kwargs",
    ),
    "SimpleRNN": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, **kwargs",
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, activity_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, return_sequences=False, return_state=False, go_backwards=False, stateful=False, unroll=False, seed=None, **kwargs",
    ),
    "SimpleRNNCell": (
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, **kwargs",
        "units, activation='tanh', use_bias=True, kernel_initializer='glorot_uniform', recurrent_initializer='orthogonal', bias_initializer='zeros', kernel_regularizer=None, recurrent_regularizer=None, bias_regularizer=None, kernel_constraint=None, recurrent_constraint=None, bias_constraint=None, dropout=0.0, recurrent_dropout=0.0, seed=None, **kwargs",
    ),
    "Softmax": (
        "axis=-1, robust_masking=False, **kwargs",
        "axis=-1, **kwargs",
    ),
    "Solarization": (
        None,
        "addition_factor=0.0, threshold_factor=0.0, value_range=(0, 255), seed=None, **kwargs",
    ),
    "SpatialDropout1D": (
        "rate, **kwargs",
        "rate, seed=None, name=None, dtype=None",
    ),
    "SpatialDropout2D": (
        "rate, data_format=None, **kwargs",
        "rate, data_format=None, seed=None, name=None, dtype=None",
    ),
    "SpatialDropout3D": (
        "rate, data_format=None, **kwargs",
        "rate, data_format=None, seed=None, name=None, dtype=None",
    ),
    "SpectralNormalization": (
        "layer, power_iterations=1, **kwargs",
        "layer, power_iterations=1, **kwargs",
    ),
    "StackedRNNCells": (
        "cells, **kwargs",
        "cells, **kwargs",
    ),
    "StringLookup": (
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token='[UNK]', vocabulary=None, idf_weights=None, encoding='utf-8', invert=False, output_mode='int', sparse=False, pad_to_max_tokens=False, **kwargs",
        "max_tokens=None, num_oov_indices=1, mask_token=None, oov_token='[UNK]', vocabulary=None, idf_weights=None, invert=False, output_mode='int', pad_to_max_tokens=False, sparse=False, encoding='utf-8', name=None, salt=None, **kwargs",
    ),
    "Subtract": (
        "**kwargs",
        "**kwargs",
    ),
    "TFSMLayer": (
        None,
        "filepath, call_endpoint='serve', call_training_endpoint=None, trainable=True, name=None, dtype=None",
    ),
    "TextVectorization": (
        "max_tokens=None, standardize='lower_and_strip_punctuation', split='whitespace', ngrams=None, output_mode='int', output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False, encoding='utf-8', **kwargs",
        "max_tokens=None, standardize='lower_and_strip_punctuation', split='whitespace', ngrams=None, output_mode='int', output_sequence_length=None, pad_to_max_tokens=False, vocabulary=None, idf_weights=None, sparse=False, ragged=False, encoding='utf-8', name=None, **kwargs",
    ),
    "ThresholdedReLU": (
        "theta=1.0, **kwargs",
        None,
    ),
    "TimeDistributed": (
        "layer, **kwargs",
        "layer, **kwargs",
    ),
    "TorchModuleWrapper": (
        None,
        "module, name=None, output_shape=None, **kwargs",
    ),
    "UnitNormalization": (
        "axis=-1, **kwargs",
        "axis=-1, **kwargs",
    ),
    "UpSampling1D": (
        "size=2, **kwargs",
        "size=2, **kwargs",
    ),
    "UpSampling2D": (
        "size=(2, 2), data_format=None, interpolation='nearest', **kwargs",
        "size=(2, 2), data_format=None, interpolation='nearest', **kwargs",
    ),
    "UpSampling3D": (
        "size=(2, 2, 2), data_format=None, **kwargs",
        "size=(2, 2, 2), data_format=None, **kwargs",
    ),
    "Wrapper": (
        "layer, **kwargs",
        "layer, **kwargs",
    ),
    "ZeroPadding1D": (
        "padding=1, **kwargs",
        "padding=1, data_format=None, **kwargs",
    ),
    "ZeroPadding2D": (
        "padding=(1, 1), data_format=None, **kwargs",
        "padding=(1, 1), data_format=None, **kwargs",
    ),
    "ZeroPadding3D": (
        "padding=(1, 1, 1), data_format=None, **kwargs",
        "padding=((1, 1), (1, 1), (1, 1)), data_format=None, **kwargs",
    ),
}
