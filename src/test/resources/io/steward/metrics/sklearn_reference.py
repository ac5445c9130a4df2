"""Writes sklearn-reference.json, the shared test vectors of MetricsTest.

Recipe: python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1
        venv/bin/python sklearn_reference.py > sklearn-reference.json
"""
import json, warnings
import numpy as np
from sklearn import metrics as m

warnings.simplefilter("ignore")
rng = np.random.default_rng(20260101)
cases = []
FP, FN = 1.0, 5.0


def binary(name, y, p, threshold=0.5, weights=None):
    y, p = np.asarray(y, int), np.asarray(p, float)
    a = (p >= threshold).astype(int)
    w = None if weights is None else np.asarray(weights, float)
    kw = dict(sample_weight=w)
    wn = np.ones(len(y)) if w is None else w
    fp, fn = wn[(a == 1) & (y == 0)].sum(), wn[(a == 0) & (y == 1)].sum()
    expected = {
        "auc": m.roc_auc_score(y, p, **kw),
        "average-precision": m.average_precision_score(y, p, **kw),
        "accuracy": m.accuracy_score(y, a, **kw),
        "f1": m.f1_score(y, a, zero_division=np.nan, **kw),
        "recall": m.recall_score(y, a, zero_division=np.nan, **kw),
        "precision": m.precision_score(y, a, zero_division=np.nan, **kw),
        "brier": m.brier_score_loss(y, p, **kw),
        "log-loss": m.log_loss(y, np.column_stack([1 - p, p]), labels=[0, 1], **kw),
        "expected-cost": (FP * fp + FN * fn) / wn.sum(),
    }
    cases.append(dict(name=name, truth=y.tolist(), threshold=threshold, values=[],
                      probabilities=np.column_stack([1 - p, p]).tolist(),
                      weights=None if w is None else w.tolist(), expected=expected))


def multiclass(name, y, p):
    y, p = np.asarray(y, int), np.asarray(p, float)
    a = p.argmax(axis=1)
    expected = {
        "accuracy": m.accuracy_score(y, a),
        "f1": m.f1_score(y, a, average="macro"),
        "log-loss": m.log_loss(y, p, labels=list(range(p.shape[1]))),
    }
    cases.append(dict(name=name, truth=y.tolist(), threshold=0.5, values=[],
                      probabilities=p.tolist(), weights=None, expected=expected))


def regression(name, y, v, weights=None):
    y, v = np.asarray(y, float), np.asarray(v, float)
    kw = dict(sample_weight=None if weights is None else np.asarray(weights, float))
    expected = {
        "rmse": m.root_mean_squared_error(y, v, **kw),
        "mae": m.mean_absolute_error(y, v, **kw),
        "r2": m.r2_score(y, v, **kw),
    }
    cases.append(dict(name=name, truth=y.tolist(), threshold=0.5, values=v.tolist(),
                      probabilities=[], weights=weights, expected=expected))


def draw(n, share=0.3):
    y = (rng.random(n) < share).astype(int)
    p = 1 / (1 + np.exp(-(rng.normal(size=n) + 1.5 * y - 1)))
    return y, p


y, p = draw(150)
binary("continuous scores", y, p)
binary("another threshold", y, p, threshold=0.2)
binary("whole weights", y, p, weights=rng.integers(0, 4, 150).tolist())
binary("fractional weights", y, p, weights=rng.random(150).tolist())
y, p = draw(120)
binary("many ties", y, np.round(p, 1))
binary("ties and weights", y, np.round(p, 1), weights=rng.integers(0, 3, 120).tolist())
binary("all equal", [0, 1, 0, 1, 1], [0.5] * 5)
binary("perfect", [0, 0, 1, 1], [0.1, 0.2, 0.8, 0.9])
binary("all wrong", [0, 0, 1, 1], [0.8, 0.9, 0.1, 0.2])
binary("certain and wrong", [0, 1, 0, 1], [1.0, 0.0, 0.0, 1.0])
binary("rare positives", [0] * 99 + [1], np.linspace(0.01, 0.6, 100))
z = rng.normal(size=(120, 3)) + np.eye(3)[rng.integers(0, 3, 120)] * 1.2
multiclass("three classes", rng.integers(0, 3, 120), np.exp(z) / np.exp(z).sum(1, keepdims=True))
z = rng.normal(size=(40, 4)); z[:, 3] -= 9
multiclass("a class that never occurs", rng.integers(0, 3, 40), np.exp(z) / np.exp(z).sum(1, keepdims=True))
multiclass("tied classes", [0, 1, 2, 1], [[0.4, 0.4, 0.2], [0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [0.25, 0.5, 0.25]])
y = rng.normal(200_000, 80_000, 100)
regression("house prices", y, y + rng.normal(0, 30_000, 100))
regression("weighted", y, y + rng.normal(0, 30_000, 100), weights=rng.integers(0, 3, 100).tolist())
regression("worse than the mean", [1, 2, 3], [3, 2, 1])
print(json.dumps(dict(sklearn="1.9.1", falsePositive=FP, falseNegative=FN, cases=cases), indent=0)
      .replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
