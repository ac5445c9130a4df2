"""Writes fairlearn-reference.json, the shared test vectors of FairnessAssessorTest.

Recipe: python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 fairlearn==0.15.0
        venv/bin/python fairlearn_reference.py > fairlearn-reference.json
"""
import json
import numpy as np
from fairlearn import metrics as f
from sklearn.metrics import precision_score

rng = np.random.default_rng(7)
cases = []
for name, groups, n, skew in [("two groups", ["a", "b"], 200, 0.4), ("four groups", list("abcd"), 500, 0.9),
                              ("nearly fair", ["x", "y", "z"], 400, 0.0)]:
    g = rng.choice(groups, n)
    shift = np.array([skew * groups.index(v) for v in g])
    y = (rng.random(n) < 0.4).astype(int)
    p = np.round(1 / (1 + np.exp(-(rng.normal(size=n) + 1.4 * y - 1 + shift))), 4)
    a = (p >= 0.5).astype(int)
    kw = dict(sensitive_features=g)
    frame = f.MetricFrame(metrics={"selectionRate": f.selection_rate, "truePositiveRate": f.true_positive_rate,
                                   "falsePositiveRate": f.false_positive_rate, "precision": precision_score,
                                   "rows": f.count}, y_true=y, y_pred=a, **kw)
    cases.append(dict(
        name=name, group=g.tolist(), truth=y.tolist(), probability=p.tolist(),
        groups={k: {m: float(v) for m, v in row.items()} for k, row in frame.by_group.to_dict("index").items()},
        demographicParityDifference=f.demographic_parity_difference(y, a, **kw),
        demographicParityRatio=f.demographic_parity_ratio(y, a, **kw),
        equalOpportunityDifference=f.equal_opportunity_difference(y, a, **kw),
        equalizedOddsDifference=f.equalized_odds_difference(y, a, **kw)))
print(json.dumps(cases, indent=0).replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
