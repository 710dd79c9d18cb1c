"""Public classes of keras.layers that are not modelled, each with the reason: what they make is Unknown, which is silent."""

from __future__ import annotations

DELIBERATELY_UNKNOWN: dict[str, str] = {
    "AbstractRNNCell": "a base class: cells of the program's own are read by their state_size and output_size",
    "DenseFeatures": "what it gives depends on feature columns, which TensorFlow itself has retired",
    "FlaxLayer": "runs a Flax module",
    "InputSpec": "no layer: a demand on an input",
    "JaxLayer": "runs a JAX function",
    "Layer": "a base class: layers of the program's own are run by the interpreter",
    "MaxNumBoundingBoxes": "works on a dict of bounding boxes, not on a tensor",
    "MelSpectrogram": "audio frames: no recurrent program was seen to use it",
    "Pipeline": "a list of preprocessing layers, used on data and not in models",
    "STFTSpectrogram": "audio frames: no recurrent program was seen to use it",
    "TFSMLayer": "what it gives is written in a file",
    "TorchModuleWrapper": "runs a PyTorch module",
    "Wrapper": "a base class",
}
