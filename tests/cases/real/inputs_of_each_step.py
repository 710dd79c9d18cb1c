# keras: 2
# TimeDistributed takes a step of each of several inputs; Keras 3 takes one input only.
from tf_keras.layers import Add, Concatenate, Input, Lambda, TimeDistributed
from tf_keras.models import Model

frames, boxes = Input((5, 8, 8, 3)), Input((5, 4))
cut = TimeDistributed(Lambda(lambda given: given[0][:, :4, :, :]))([frames, boxes])  # shape: (None, 5, 4, 8, 3)
left, right = Input((5, 3)), Input((5, 4))
both = TimeDistributed(Concatenate())([left, right])  # shape: (None, 5, 7)
one, other = Input((3,)), Input((4,))
joined = TimeDistributed(Model([one, other], Concatenate()([one, other])))([left, right])  # shape: (None, 5, 7)
total = TimeDistributed(Add())([left, Input((3,))])  # [layer-input-shape]
