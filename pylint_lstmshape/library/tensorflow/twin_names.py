"""The twins of NumPy's functions, by the package that has them. `twins` says how a line is read."""

from __future__ import annotations

from pylint_lstmshape.library.tensorflow.twins import register

register(
    ("keras.ops",),
    """
    abs(x)
    absolute(x)
    all(x, axis=None, keepdims=False)
    amax(x, axis=None, keepdims=False)
    amin(x, axis=None, keepdims=False)
    angle(x)
    any(x, axis=None, keepdims=False)
    append(x1, x2, axis=None)
    arange(start, stop=None, step=None, dtype=None)
    arccos(x)
    arccosh(x)
    arcsin(x)
    arcsinh(x)
    arctan(x)
    arctan2(x1, x2)
    arctanh(x)
    argmax(x, axis=None, keepdims=False)
    argmin(x, axis=None, keepdims=False)
    argpartition(x, kth, axis=-1)
    argsort(x, axis=-1) runs:scalar
    array(x, dtype=None)
    array_split(x, indices_or_sections, axis=0)
    average(x, axis=None, weights=None)
    bartlett(x)
    bincount(x, weights=None, minlength=0, sparse=False) runs:ndim
    bitwise_and(x, y)
    bitwise_or(x, y)
    bitwise_xor(x, y)
    blackman(x)
    broadcast_to(x, shape)
    cbrt(x)
    ceil(x) kind:f
    clip(x, x_min, x_max)
    concatenate(xs, axis=0) one:axis
    copy(x)
    cos(x)
    cosh(x)
    count_nonzero(x, axis=None)
    cumprod(x, axis=None, dtype=None)
    cumsum(x, axis=None, dtype=None)
    deg2rad(x)
    diag(x, k=0)
    diagflat(x, k=0)
    diagonal(x, offset=0, axis1=0, axis2=1)
    diff(a, n=1, axis=-1)
    digitize(x, bins)
    divide(x1, x2)
    dot(x1, x2)
    dsplit(x, indices_or_sections)
    dstack(xs)
    einsum(subscripts, *operands, **kwargs)
    empty(shape, dtype=None)
    empty_like(x, dtype=None)
    equal(x1, x2)
    exp(x)
    exp2(x)
    expand_dims(x, axis) runs:axis
    expm1(x)
    eye(N, M=None, k=0, dtype=None)
    flip(x, axis=None)
    fliplr(x) runs:ndim
    flipud(x) runs:ndim
    floor(x) kind:f
    floor_divide(x1, x2) kind:agree
    fmax(x1, x2)
    fmin(x1, x2)
    fmod(x1, x2) kind:agree
    full_like(x, fill_value, dtype=None)
    gcd(x1, x2)
    geomspace(start, stop, num=50, endpoint=True, dtype=None, axis=0)
    greater(x1, x2)
    greater_equal(x1, x2)
    hamming(x)
    hanning(x)
    heaviside(x1, x2)
    hsplit(x, indices_or_sections)
    hypot(x1, x2)
    i0(x)
    identity(n, dtype=None)
    imag(x)
    inner(x1, x2)
    isclose(x1, x2, rtol=1e-05, atol=1e-08, equal_nan=False)
    isfinite(x)
    isin(x1, x2, assume_unique=False, invert=False)
    isinf(x)
    isnan(x)
    isneginf(x)
    isposinf(x)
    isreal(x)
    kron(x1, x2)
    lcm(x1, x2)
    left_shift(x, y)
    less(x1, x2)
    less_equal(x1, x2)
    linspace(start, stop, num=50, endpoint=True, retstep=False, dtype=None, axis=0)
    log(x)
    log10(x)
    log1p(x)
    log2(x)
    logaddexp(x1, x2)
    logaddexp2(x1, x2)
    logical_and(x1, x2)
    logical_not(x)
    logical_or(x1, x2)
    logical_xor(x1, x2)
    logspace(start, stop, num=50, endpoint=True, base=10, dtype=None, axis=0)
    matmul(x1, x2)
    max(x, axis=None, keepdims=False, initial=None)
    maximum(x1, x2)
    mean(x, axis=None, keepdims=False)
    median(x, axis=None, keepdims=False)
    meshgrid(*x, indexing='xy') kind:any
    min(x, axis=None, keepdims=False, initial=None)
    minimum(x1, x2)
    mod(x1, x2) kind:agree
    moveaxis(x, source, destination)
    multiply(x1, x2)
    nan_to_num(x, nan=0.0, posinf=None, neginf=None)
    nanargmax(x, axis=None, keepdims=False)
    nanargmin(x, axis=None, keepdims=False)
    nancumprod(x, axis=None, dtype=None)
    nancumsum(x, axis=None, dtype=None)
    nanmax(x, axis=None, keepdims=False)
    nanmean(x, axis=None, keepdims=False)
    nanmedian(x, axis=None, keepdims=False)
    nanmin(x, axis=None, keepdims=False)
    nanpercentile(x, q, axis=None, method='linear', keepdims=False)
    nanprod(x, axis=None, keepdims=False)
    nanquantile(x, q, axis=None, method='linear', keepdims=False)
    nanstd(x, axis=None, keepdims=False)
    nansum(x, axis=None, keepdims=False)
    nanvar(x, axis=None, keepdims=False)
    ndim(x)
    negative(x)
    nonzero(x)
    not_equal(x1, x2)
    ones(shape, dtype=None)
    ones_like(x, dtype=None)
    outer(x1, x2)
    pad(x, pad_width, mode='constant', constant_values=None)
    percentile(x, q, axis=None, method='linear', keepdims=False)
    power(x1, x2) kind:agree
    prod(x, axis=None, keepdims=False, dtype=None)
    ptp(x, axis=None, keepdims=False) runs:empty
    quantile(x, q, axis=None, method='linear', keepdims=False)
    rad2deg(x)
    ravel(x)
    real(x)
    reciprocal(x)
    repeat(x, repeats, axis=None) runs:scalar
    reshape(x, newshape) newshape<shape runs:empty
    right_shift(x, y)
    roll(x, shift, axis=None)
    rot90(array, k=1, axes=(0, 1)) least:2
    round(x, decimals=0)
    select(condlist, choicelist, default=0)
    sign(x)
    signbit(x)
    sin(x)
    sinc(x)
    sinh(x)
    size(x)
    sort(x, axis=-1)
    split(x, indices_or_sections, axis=0)
    sqrt(x)
    square(x)
    squeeze(x, axis=None)
    stack(x, axis=0)
    std(x, axis=None, keepdims=False)
    subtract(x1, x2)
    sum(x, axis=None, keepdims=False)
    swapaxes(x, axis1, axis2)
    take(x, indices, axis=None) runs:index
    take_along_axis(x, indices, axis=None)
    tan(x)
    tanh(x)
    tensordot(x1, x2, axes=2)
    tile(x, repeats)
    trace(x, offset=0, axis1=0, axis2=1)
    transpose(x, axes=None)
    trapezoid(y, x=None, dx=1.0, axis=-1)
    tri(N, M=None, k=0, dtype=None)
    tril(x, k=0) least:2
    triu(x, k=0) least:2
    true_divide(x1, x2)
    trunc(x)
    unique(x, sorted=True, return_index=False, return_inverse=False, return_counts=False, axis=None, size=None, fill_value=None)
    unravel_index(indices, shape)
    vander(x, N=None, increasing=False) kind:first
    var(x, axis=None, keepdims=False)
    vdot(x1, x2)
    vsplit(x, indices_or_sections) runs:ndim
    vstack(xs) = concatenate axis:0
    where(condition, x1=None, x2=None) x1<x x2<y
    zeros(shape, dtype=None)
    zeros_like(x, dtype=None)
    erf(x) = exp values:any
    erfc(x) = exp values:any
    erfinv(x) = exp values:any
    rsqrt(x) = sqrt values:any
    sigmoid(x) = exp values:0..1
    relu(x) = negative values:0..
    relu6(x) = negative values:0..6
    silu(x) = exp values:any
    swish(x) = exp values:any
    gelu(x, approximate=True) = exp values:any
    elu(x, alpha=1.0) = exp values:any
    celu(x, alpha=1.0) = exp values:any
    selu(x) = exp values:any
    softplus(x) = exp values:any
    softsign(x) = exp values:any
    leaky_relu(x, negative_slope=0.2) = exp values:any
    log_sigmoid(x) = exp values:any
    log_softmax(x, axis=-1) = exp values:any
    softmax(x, axis=-1) = exp values:0..1
    hard_sigmoid(x) = exp values:0..1
    hard_silu(x) = exp values:any
    hard_swish(x) = exp values:any
    hard_tanh(x) = exp values:any
    tanh_shrink(x) = exp values:any
    squareplus(x, b=4) = exp values:any
    logsumexp(x, axis=None, keepdims=False) = mean values:any
    norm(x, ord=None, axis=None, keepdims=False) = linalg.norm
    inv(x) = linalg.inv
    det(x) = linalg.det
    cholesky(x, upper=False) = linalg.cholesky
    svd(x, full_matrices=True, compute_uv=True) = linalg.svd
    qr(x, mode='reduced') = linalg.qr
    divide_no_nan(x1, x2) = divide
    stop_gradient(variable) = copy
    convert_to_tensor(x, dtype=None, sparse=None, ragged=None) = array
    """,
)
register(
    (
        "tensorflow",
        "tensorflow.math",
    ),
    """
    abs(x, name=None)
    add(x, y, name=None) kind:agree
    argmax(input, axis=None, output_type=None, name=None) axis:0
    argmin(input, axis=None, output_type=None, name=None) axis:0
    cumsum(x, axis=0, exclusive=False, reverse=False, name=None)
    divide(x, y, name=None)
    equal(x, y, name=None)
    exp(x, name=None)
    floor(x, name=None)
    greater(x, y, name=None)
    greater_equal(x, y, name=None)
    less(x, y, name=None)
    less_equal(x, y, name=None)
    logical_and(x, y, name=None)
    logical_not(x, name=None)
    logical_or(x, y, name=None)
    maximum(x, y, name=None) kind:agree
    minimum(x, y, name=None) kind:agree
    multiply(x, y, name=None) kind:agree
    negative(x, name=None)
    not_equal(x, y, name=None)
    pow(x, y, name=None) kind:agree
    reduce_all(input_tensor, axis=None, keepdims=False, name=None) = all
    reduce_any(input_tensor, axis=None, keepdims=False, name=None) = any
    reduce_logsumexp(input_tensor, axis=None, keepdims=False, name=None) = mean values:any
    reduce_max(input_tensor, axis=None, keepdims=False, name=None) = max runs:empty
    reduce_mean(input_tensor, axis=None, keepdims=False, name=None) = mean kind:first
    reduce_min(input_tensor, axis=None, keepdims=False, name=None) = min runs:empty
    reduce_prod(input_tensor, axis=None, keepdims=False, name=None) = prod kind:first
    reduce_sum(input_tensor, axis=None, keepdims=False, name=None) = sum kind:first
    round(x, name=None)
    sign(x, name=None)
    sin(x, name=None)
    cos(x, name=None)
    tan(x, name=None)
    sqrt(x, name=None)
    square(x, name=None)
    subtract(x, y, name=None) kind:agree
    truediv(x, y, name=None) = true_divide
    """,
)
register(
    ("tensorflow",),
    """
    argsort(values, axis=-1, direction='ASCENDING', stable=False, name=None)
    broadcast_to(input, shape, name=None)
    clip_by_value(t, clip_value_min, clip_value_max, name=None) = clip
    concat(values, axis, name='concat') = concatenate kind:agree one:axis
    expand_dims(input, axis, name=None) one:axis
    identity(input, name=None) = copy
    linspace(start, stop, num, name=None, axis=0)
    meshgrid(*args, **kwargs) kind:any kind:agree
    ones_like(input, dtype=None, name=None, layout=None)
    repeat(input, repeats, axis=None, name=None) runs:scalar
    reshape(tensor, shape, name=None) runs:empty
    reverse(tensor, axis, name=None) = flip runs:axis,scalar
    roll(input, shift, axis, name=None)
    size(input, out_type=None, name=None)
    rank(input, name=None) = ndim
    sort(values, axis=-1, direction='ASCENDING', name=None)
    squeeze(input, axis=None, name=None)
    stack(values, axis=0, name='stack') kind:agree
    stop_gradient(input, name=None) = copy
    transpose(a, perm=None, conjugate=False, name='transpose') perm<axes
    zeros_like(input, dtype=None, name=None, layout=None)
    """,
)
register(
    (
        "tensorflow",
        "tensorflow.linalg",
    ),
    """
    einsum(equation, *inputs, **kwargs) kind:agree
    norm(tensor, ord='euclidean', axis=None, keepdims=None, name=None) = linalg.norm runs:axis
    tensordot(a, b, axes, name=None) kind:agree
    """,
)
register(
    (
        "tensorflow",
        "tensorflow.math",
        "tensorflow.nn",
    ),
    """
    sigmoid(x, name=None) = exp values:0..1
    tanh(x, name=None)
    """,
)
register(
    ("tensorflow.math",),
    """
    log(x, name=None)
    log1p(x, name=None)
    rsqrt(x, name=None) = sqrt values:any
    reduce_std(input_tensor, axis=None, keepdims=False, name=None) = std
    reduce_variance(input_tensor, axis=None, keepdims=False, name=None) = var
    reduce_euclidean_norm(input_tensor, axis=None, keepdims=False, name=None) = sum kind:first
    cumprod(x, axis=0, exclusive=False, reverse=False, name=None)
    is_nan(x, name=None) = isnan
    is_inf(x, name=None) = isinf
    is_finite(x, name=None) = isfinite
    ceil(x, name=None)
    floormod(x, y, name=None) = mod kind:agree
    mod(x, y, name=None) kind:agree
    divide_no_nan(x, y, name=None) = divide
    multiply_no_nan(x, y, name=None) = multiply kind:agree
    squared_difference(x, y, name=None) = subtract values:any kind:agree
    count_nonzero(input, axis=None, keepdims=None, dtype=None, name=None)
    erf(x, name=None) = exp values:any
    reciprocal(x, name=None)
    logical_xor(x, y, name='LogicalXor')
    atan2(y, x, name=None) kind:agree
    expm1(x, name=None)
    sinh(x, name=None)
    cosh(x, name=None)
    asin(x, name=None)
    acos(x, name=None)
    atan(x, name=None)
    """,
)
register(
    (
        "tensorflow.math",
        "tensorflow.nn",
    ),
    """
    softplus(features, name=None) = exp values:any
    """,
)
register(
    (
        "tensorflow.math",
        "tensorflow.nn",
        "tensorflow.linalg",
    ),
    """
    l2_normalize(x, axis=None, epsilon=1e-12, name=None, dim=None) = exp values:any
    """,
)
register(
    ("tensorflow.nn",),
    """
    relu(features, name=None) = negative values:0..
    relu6(features, name=None) = negative values:0..6
    leaky_relu(features, alpha=0.2, name=None) = exp values:any
    elu(features, name=None) = exp values:any
    selu(features, name=None) = exp values:any
    gelu(features, approximate=False, name=None) = exp values:any
    silu(features, beta=1.0) = exp values:any
    swish(features, beta=1.0) = exp values:any
    softmax(logits, axis=None, name=None) = exp values:0..1 least:1
    log_softmax(logits, axis=None, name=None) = exp values:any least:1
    """,
)
register(
    ("keras.activations",),
    """
    elu(x, alpha=1.0) = exp values:any
    exponential(x) = exp
    gelu(x, approximate=False) = exp values:any
    hard_sigmoid(x) = exp values:0..1
    relu(x, negative_slope=0.0, max_value=None, threshold=0.0) = negative values:any
    selu(x) = exp values:any
    sigmoid(x) = exp values:0..1
    softmax(x, axis=-1) = exp values:0..1
    softplus(x) = exp values:any
    softsign(x) = exp values:any
    swish(x) = exp values:any
    tanh(x)
    """,
)
register(
    ("tensorflow.linalg",),
    """
    det(input, name=None) = linalg.det
    inv(input, adjoint=False, name=None) = linalg.inv
    cholesky(input, name=None) = linalg.cholesky
    matrix_transpose(a, name='matrix_transpose', conjugate=False)
    trace(x, name=None) axis1:-2 axis2:-1
    eigh(tensor, name=None) = linalg.eigh
    """,
)
register(
    ("keras.backend",),
    """
    abs(x)
    all(x, axis=None, keepdims=False)
    any(x, axis=None, keepdims=False)
    argmax(x, axis=-1)
    argmin(x, axis=-1)
    clip(x, min_value, max_value)
    concatenate(tensors, axis=-1) kind:agree one:axis
    cos(x)
    cumprod(x, axis=0)
    cumsum(x, axis=0)
    equal(x, y)
    exp(x)
    expand_dims(x, axis=-1) one:axis
    greater(x, y)
    greater_equal(x, y)
    less(x, y)
    less_equal(x, y)
    log(x)
    max(x, axis=None, keepdims=False) runs:empty
    maximum(x, y) kind:agree
    mean(x, axis=None, keepdims=False) kind:any
    min(x, axis=None, keepdims=False) runs:empty
    minimum(x, y) kind:agree
    not_equal(x, y)
    ones_like(x, dtype=None, name=None)
    permute_dimensions(x, pattern) = transpose
    pow(x, a) = power kind:agree
    prod(x, axis=None, keepdims=False)
    reshape(x, shape) runs:empty
    reverse(x, axes) = flip runs:axis
    round(x)
    sigmoid(x) = exp values:0..1
    hard_sigmoid(x) = exp values:0..1
    relu(x, alpha=0.0, max_value=None, threshold=0.0) = negative values:0..
    elu(x, alpha=1.0) = exp values:any
    sign(x)
    sin(x)
    softmax(x, axis=-1) = exp values:0..1 least:2
    softplus(x) = exp values:any
    softsign(x) = exp values:any
    sqrt(x)
    square(x)
    squeeze(x, axis) one:axis
    stack(x, axis=0) kind:agree
    std(x, axis=None, keepdims=False)
    sum(x, axis=None, keepdims=False)
    tanh(x)
    transpose(x)
    var(x, axis=None, keepdims=False)
    zeros_like(x, dtype=None, name=None)
    flatten(x) = ravel
    ndim(x)
    l2_normalize(x, axis=None) = exp values:any
    stop_gradient(variables) = copy
    """,
)
