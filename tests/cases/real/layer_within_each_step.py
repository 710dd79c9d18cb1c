# keras: 2
# TimeDistributed gives the layer in it one axis less than it gets itself.
from tf_keras.layers import Conv1D, Input, TimeDistributed

inputs = Input((599, 128))  # [layer-input-ndim]
outputs = TimeDistributed(Conv1D(4, 3))(inputs)
