"""Scores rows with onnxruntime: model.onnx and rows.json in, outputs.json out.

rows.json: for each input of the model its cells; null is a missing number.
"""

import json
import sys

import numpy
import onnxruntime

model, rows, outputs = sys.argv[1:]
session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
with open(rows, encoding="utf-8") as file:
    cells = json.load(file)
feeds = {}
for tensor in session.get_inputs():
    column = cells[tensor.name]
    if tensor.type == "tensor(string)":
        array = numpy.array(column, dtype=object)
    else:
        array = numpy.array([float("nan") if cell is None else cell for cell in column])
    feeds[tensor.name] = array.reshape(-1, 1)
labels, probabilities = session.run(None, feeds)
with open(outputs, "w", encoding="utf-8") as file:
    json.dump({"labels": list(labels), "probabilities": probabilities.tolist()}, file)
