"""A random search over HistGradientBoosting for as long as the budget, scored by five folds."""
import json
import sys
import time

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold


def features(table, levels):
    x = table.drop(columns="target").copy()
    for name, values in levels.items():
        x[name] = pd.Categorical(x[name], categories=values).codes.astype(float)
    return x.to_numpy(dtype=float), (table.target == "yes").to_numpy(dtype=int)


def model(random):
    return HistGradientBoostingClassifier(
        learning_rate=float(np.exp(random.uniform(np.log(0.02), np.log(0.2)))),
        max_leaf_nodes=int(random.integers(7, 64)),
        min_samples_leaf=int(random.integers(10, 200)),
        l2_regularization=float(np.exp(random.uniform(np.log(0.01), np.log(10)))),
        max_iter=300,
        early_stopping=True,
        random_state=1,
    )


def main(train, unseen, budget):
    end = time.monotonic() + float(budget)
    table = pd.read_csv(train)
    texts = table.drop(columns="target").select_dtypes(exclude="number").columns
    # The booster takes at most 255 levels; the table has at most 200.
    levels = {name: sorted(table[name].dropna().unique()) for name in texts}
    x, y = features(table, levels)
    random = np.random.default_rng(1)
    best, best_score, tried, longest = None, -1.0, 0, 0.0
    while tried == 0 or time.monotonic() + 1.3 * longest < end:
        begin = time.monotonic()
        candidate = model(random)
        scores = []
        for learn, score in StratifiedKFold(5, shuffle=True, random_state=1).split(x, y):
            candidate.fit(x[learn], y[learn])
            scores.append(roc_auc_score(y[score], candidate.predict_proba(x[score])[:, 1]))
        tried += 1
        longest = max(longest, time.monotonic() - begin)
        if np.mean(scores) > best_score:
            best, best_score = candidate, float(np.mean(scores))
    best.fit(x, y)
    x, y = features(pd.read_csv(unseen), levels)
    auc = roc_auc_score(y, best.predict_proba(x)[:, 1])
    print(json.dumps({"auc": auc, "tried": tried, "cv": best_score}))


main(*sys.argv[1:])
