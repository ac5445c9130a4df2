"""Metrics and fairness of one CSV (truth, probability, attributes) by scikit-learn and Fairlearn."""
import json
import sys
import time

import numpy as np
import pandas as pd
import sklearn
from fairlearn import metrics as f
from sklearn import metrics as m

table = pd.read_csv(sys.argv[1])
threshold = float(sys.argv[2])
begin = time.perf_counter()
y, p = table.truth.to_numpy(), table.probability.to_numpy()
a = (p >= threshold).astype(int)
figures = {
    "auc": m.roc_auc_score(y, p),
    "average-precision": m.average_precision_score(y, p),
    "accuracy": m.accuracy_score(y, a),
    "f1": m.f1_score(y, a),
    "recall": m.recall_score(y, a),
    "precision": m.precision_score(y, a),
    "brier": m.brier_score_loss(y, p),
    "log-loss": m.log_loss(y, p),
}
for attribute in table.columns[2:]:
    kw = dict(sensitive_features=table[attribute])
    figures[f"{attribute}/demographic-parity-difference"] = f.demographic_parity_difference(y, a, **kw)
    figures[f"{attribute}/demographic-parity-ratio"] = f.demographic_parity_ratio(y, a, **kw)
    figures[f"{attribute}/equal-opportunity-difference"] = f.equal_opportunity_difference(y, a, **kw)
    figures[f"{attribute}/equalized-odds-difference"] = f.equalized_odds_difference(y, a, **kw)
    figures[f"{attribute}/equalized-odds-ratio"] = f.equalized_odds_ratio(y, a, **kw)
    frame = f.MetricFrame(metrics=m.precision_score, y_true=y, y_pred=a, **kw)
    figures[f"{attribute}/predictive-parity-difference"] = frame.difference()
print(json.dumps({"seconds": time.perf_counter() - begin, "name": f"scikit-learn {sklearn.__version__}",
                  "figures": {k: float(np.float64(v)) for k, v in figures.items()}}))
