"""Writes fairlearn-reference.json, the shared test vectors of FairnessAssessorTest.

Recipe: python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 fairlearn==0.15.0
        venv/bin/python fairlearn_reference.py > fairlearn-reference.json
"""
import json
import numpy as np
from fairlearn import metrics as f
from sklearn.metrics import accuracy_score, mean_absolute_error, precision_score, roc_auc_score

BINS = 10


def calibration_error(y, p):
    """Expected calibration error over bins of equal width (Naeini 2015)."""
    y, p = np.asarray(y), np.asarray(p)
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    return sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(BINS)) / len(y)


def rates(y, p, threshold, groups):
    """Rates by group and their gaps, from Fairlearn's own functions where it has one."""
    a = (p >= threshold).astype(int)
    kw = dict(sensitive_features=groups)
    decided = f.MetricFrame(
        metrics={"selectionRate": f.selection_rate, "truePositiveRate": f.true_positive_rate,
                 "falsePositiveRate": f.false_positive_rate, "precision": precision_score, "rows": f.count},
        y_true=y, y_pred=a, **kw)
    scored = f.MetricFrame(
        metrics={"calibration": lambda y, p: float(np.mean(p) - np.mean(y)),
                 "calibrationError": calibration_error, "auc": roc_auc_score},
        y_true=y, y_pred=p, **kw)
    by_group = decided.by_group.join(scored.by_group)
    odds = dict(equalizedOddsDifference=f.equalized_odds_difference(y, a, **kw),
                equalizedOddsRatio=f.equalized_odds_ratio(y, a, **kw))
    gaps = dict(demographicParityDifference=f.demographic_parity_difference(y, a, **kw),
                demographicParityRatio=f.demographic_parity_ratio(y, a, **kw),
                equalOpportunityDifference=f.equal_opportunity_difference(y, a, **kw),
                equalOpportunityRatio=f.equal_opportunity_ratio(y, a, **kw),
                predictiveParityDifference=decided.difference()["precision"],
                predictiveParityRatio=decided.ratio()["precision"],
                falsePositiveDifference=decided.difference()["falsePositiveRate"],
                falsePositiveRatio=decided.ratio()["falsePositiveRate"],
                calibrationDifference=scored.difference()["calibration"],
                primaryDifference=scored.difference()["auc"], **odds)
    names = [" × ".join(k) if isinstance(k, tuple) else k for k in by_group.index]
    return dict(groups={name: {m: float(v) for m, v in row.items()}
                        for name, (_, row) in zip(names, by_group.iterrows())},
                gaps={k: float(v) for k, v in gaps.items()})


def curve(y, p, groups, costs):
    points = []
    for threshold in [0.2, 0.35, 0.5, 0.65]:
        a = (p >= threshold).astype(int)
        kw = dict(sensitive_features=groups)
        points.append(dict(
            threshold=threshold, accuracy=accuracy_score(y, a),
            expectedCost=float(np.mean(np.where(a > y, costs[0], np.where(a < y, costs[1], 0)))),
            selectionDifference=f.demographic_parity_difference(y, a, **kw),
            selectionRatio=f.demographic_parity_ratio(y, a, **kw),
            opportunityDifference=f.equal_opportunity_difference(y, a, **kw)))
    return points


rng = np.random.default_rng(7)
binary = []
for name, groups, n, skew in [("two groups", ["a", "b"], 400, 0.4), ("four groups", list("abcd"), 900, 0.9),
                              ("nearly fair", ["x", "y", "z"], 600, 0.0)]:
    g = rng.choice(groups, n)
    h = rng.choice(["old", "young"], n, p=[0.6, 0.4])
    shift = np.array([skew * groups.index(v) for v in g])
    y = (rng.random(n) < 0.4).astype(int)
    p = np.round(1 / (1 + np.exp(-(rng.normal(size=n) + 1.4 * y - 1 + shift))), 4)
    crossed = np.array([f"{a} × {b}" for a, b in zip(g, h)])
    binary.append(dict(name=name, group=g.tolist(), second=h.tolist(), truth=y.tolist(), probability=p.tolist(),
                       single=rates(y, p, 0.5, g), crossed=rates(y, p, 0.5, crossed),
                       curve=curve(y, p, g, (1, 5))))
regression = []
for name, groups, n in [("values", ["a", "b", "c"], 300)]:
    g = rng.choice(groups, n)
    truth = np.round(100 + 20 * rng.normal(size=n), 3)
    value = np.round(truth + rng.normal(size=n) * 5 + np.array([2.0 * groups.index(v) for v in g]), 3)
    frame = f.MetricFrame(metrics={"meanError": lambda y, v: float(np.mean(v - y)),
                                   "meanAbsoluteError": mean_absolute_error, "rows": f.count},
                          y_true=truth, y_pred=value, sensitive_features=g)
    regression.append(dict(
        name=name, group=g.tolist(), truth=truth.tolist(), value=value.tolist(),
        groups={k: {m: float(v) for m, v in row.items()} for k, row in frame.by_group.to_dict("index").items()},
        gaps=dict(meanErrorDifference=float(frame.difference()["meanError"]),
                  meanAbsoluteErrorDifference=float(frame.difference()["meanAbsoluteError"]))))
print(json.dumps(dict(binary=binary, regression=regression), indent=0, ensure_ascii=False)
      .replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
