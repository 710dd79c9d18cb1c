"""Keras: layers, models and training calls as transfer functions, for Keras 2 (tf_keras) and Keras 3."""
