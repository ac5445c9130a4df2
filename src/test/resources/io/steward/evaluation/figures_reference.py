"""Writes figures-reference.json, the shared test vectors of FiguresReferenceTest: curves, tables and
closed intervals that a report shows beside its metrics.

Recipe: python3 -m venv venv && venv/bin/pip install scikit-learn==1.9.1 scipy==1.16.3 statsmodels==0.15.0
        venv/bin/python figures_reference.py > figures-reference.json
"""
import json
import numpy as np
from scipy import stats
from sklearn import metrics as m
from sklearn.calibration import calibration_curve
from sklearn.dummy import DummyClassifier, DummyRegressor
from statsmodels.stats.multitest import multipletests

rng = np.random.default_rng(20260202)


def binary(name, y, p, threshold=0.5):
    a = (p >= threshold).astype(int)
    fpr, tpr, _ = m.roc_curve(y, p, drop_intermediate=False)
    precision, recall, _ = m.precision_recall_curve(y, p)
    observed, predicted = calibration_curve(y, p, n_bins=10, strategy="uniform")
    bins = np.clip(np.floor(p * 10), 0, 9).astype(int)
    rows = np.bincount(bins, minlength=10)
    error = sum(abs(p[bins == b].sum() - y[bins == b].sum()) for b in range(10)) / len(y)
    shares = [DummyClassifier(strategy="prior").fit(p.reshape(-1, 1), y).predict_proba(p.reshape(-1, 1))[:, 1]]
    # The tenths of the rows, the likeliest first; scores are distinct where they are asked for.
    order = np.argsort(-p, kind="stable")
    tenths = [y[order[i * len(y) // 10:(i + 1) * len(y) // 10]] for i in range(10)]
    wilson = [list(stats.binomtest(int(t.sum()), len(t)).proportion_ci(method="wilson")) for t in tenths]
    return dict(name=name, truth=y.tolist(), probability=p.tolist(), threshold=threshold,
                roc=[fpr.tolist(), tpr.tolist()],
                precisionRecall=[recall[::-1].tolist(), precision[::-1].tolist()],
                calibration=dict(rows=rows[rows > 0].tolist(), predicted=predicted.tolist(),
                                 observed=observed.tolist()),
                calibrationError=float(error),
                confusion=m.confusion_matrix(y, a, labels=[0, 1]).tolist(),
                baselineLogLoss=m.log_loss(y, shares[0]), baselineBrier=m.brier_score_loss(y, shares[0]),
                distinct=bool(len(np.unique(p)) == len(p)),
                rates=[float(t.mean()) for t in tenths],
                lift=[float(t.mean() / y.mean()) for t in tenths], wilson=wilson)


def regression(name, y, v):
    errors = y - v
    order = np.argsort(v, kind="stable")
    tenths = [errors[order[i * len(y) // 10:(i + 1) * len(y) // 10]] for i in range(10)]
    constant = DummyRegressor().fit(v.reshape(-1, 1), y).predict(v.reshape(-1, 1))
    return dict(name=name, truth=y.tolist(), value=v.tolist(), mean=float(errors.mean()),
                standardDeviation=float(errors.std()),
                quantiles=np.quantile(errors, [0.05, 0.25, 0.5, 0.75, 0.95]).tolist(),
                largest=float(np.abs(errors).max()),
                tenthErrors=[float(t.mean()) for t in tenths],
                tenthAbsolute=[float(np.abs(t).mean()) for t in tenths],
                tenthIntervals=[list(stats.t.interval(0.95, len(t) - 1, t.mean(), stats.sem(t))) for t in tenths],
                baselineRmse=m.root_mean_squared_error(y, constant), baselineMae=m.mean_absolute_error(y, constant))


def welch():
    inside, outside = rng.normal(0.3, 2, 40), rng.normal(0, 1, 160)
    test = stats.ttest_ind(inside, outside, equal_var=False)
    ci = test.confidence_interval(0.95)
    return dict(inside=inside.tolist(), outside=outside.tolist(), difference=float(inside.mean() - outside.mean()),
                freedom=float(test.df), standardised=float(test.statistic), chance=float(test.pvalue),
                lower=float(ci.low), upper=float(ci.high))


y = (rng.random(240) < 0.35).astype(int)
p = 1 / (1 + np.exp(-(rng.normal(size=240) + 1.6 * y - 1)))
v = rng.normal(50, 10, 130)
print(json.dumps(dict(
    binary=[binary("distinct scores", y, p), binary("many ties", y, np.round(p, 1)), binary("strict", y, p, 0.8)],
    regression=[regression("values", v + rng.standard_t(5, 130), v)], welch=welch(),
    holm=dict(chances=[0.04, 0.001, 0.03, 0.5, 0.012],
              corrected=multipletests([0.04, 0.001, 0.03, 0.5, 0.012], method="holm")[1].tolist())), indent=0)
    .replace(",\n", ", ").replace("[\n", "[").replace("\n]", "]"))
