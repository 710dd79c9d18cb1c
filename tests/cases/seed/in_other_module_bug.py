from other_module import words
from other_module.network import compiled

x, y = words.load(400)
model = compiled(3)
model.fit(x, y, epochs=1)  # [lstm-input-ndim]
