"""What functions nobody sees were given may have changed: lists may have grown, callbacks may have been called."""

import heapq
import threading

import numpy as np
from keras import Input, Sequential, layers

import elsewhere

rows = []


def work(number):
    rows.append([number, number])


threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

queue = []
heapq.heappush(queue, 3)
print(queue[0])

found = []
elsewhere.search({"into": (found, 1)})
print(found[0])


class Listener:
    def __init__(self):
        self.seen = []

    def on_event(self, value):
        self.seen.append(value)

    def first(self):
        elsewhere.listen(self.on_event)
        return self.seen[0]


print(Listener().first())
model = Sequential([Input((2,)), layers.Dense(1)])
model.compile(loss="mse")
model.fit(np.array(rows), np.zeros(4))
