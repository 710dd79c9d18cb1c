from other_module import words
from other_module.network import compiled

x, y = words.load(400)
model = compiled(3)
model.fit(x.reshape((-1, words.LENGTH, 1)) / 25.0, y, epochs=1)
