"""scikit-learn's randomised search for a time, over one or all of three families of models.

python training_randomised.py CSV TARGET POSITIVE METRIC SECONDS FAMILIES SPLIT…
FAMILIES: all, or hist-gradient-boosting.

As RandomizedSearchCV, but until the time is up instead of for a number of draws: families take
turns, each first with its defaults, then with draws; the best by the mean over the folds is fitted
on all training rows.
"""
import json
import sys
import time
import warnings

import numpy as np
from scipy.stats import loguniform, randint, uniform
from sklearn.compose import make_column_selector, make_column_transformer
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
)
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression, Ridge
from sklearn.model_selection import ParameterSampler, PredefinedSplit, cross_val_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import OneHotEncoder, OrdinalEncoder, StandardScaler

from training_data import Task

warnings.filterwarnings("ignore")
CORES = 2


def prepared(one_hot):
    texts = make_column_selector(dtype_include="category")
    numbers = make_column_selector(dtype_exclude="category")
    if one_hot:
        return make_column_transformer(
            (OneHotEncoder(handle_unknown="ignore"), texts),
            (make_pipeline(SimpleImputer(), StandardScaler()), numbers))
    return make_column_transformer(
        (OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1), texts),
        ("passthrough", numbers))


def families(regression, seed):
    """By name: a pipeline and the distributions of its last step's parameters."""
    forest = RandomForestRegressor if regression else RandomForestClassifier
    boosting = HistGradientBoostingRegressor if regression else HistGradientBoostingClassifier
    if regression:
        linear = Ridge(), {"alpha": loguniform(1e-3, 1e3)}
    else:
        linear = (
            LogisticRegression(solver="saga", l1_ratio=0.0, max_iter=300, random_state=seed),
            {"C": loguniform(1e-3, 1e2), "l1_ratio": uniform(0, 1)},
        )
    return {
        "linear": (make_pipeline(prepared(True), linear[0]), linear[1]),
        "random-forest": (
            make_pipeline(prepared(True), forest(n_estimators=200, random_state=seed)),
            {"max_features": uniform(0.05, 0.75), "min_samples_leaf": randint(1, 20)},
        ),
        "hist-gradient-boosting": (
            make_pipeline(prepared(False), boosting(random_state=seed)),
            {
                "learning_rate": loguniform(0.01, 0.3),
                "max_iter": randint(50, 400),
                "max_leaf_nodes": randint(3, 64),
                "min_samples_leaf": randint(2, 60),
                "l2_regularization": loguniform(1e-3, 1e2),
                "max_features": uniform(0.3, 0.7),
            },
        ),
    }


def search(task, split, seconds, wanted, seed):
    x, y, folds, x_test, y_test = task.split(split)
    end = time.perf_counter() + seconds
    scoring = {
        "auc": "roc_auc", "log-loss": "neg_log_loss", "rmse": "neg_root_mean_squared_error",
    }[task.metric]
    known = families(task.regression, seed)
    names = list(known) if wanted == "all" else [wanted]
    draws = {
        name: iter(ParameterSampler(known[name][1], 10_000, random_state=seed)) for name in names
    }
    best, tried = (-np.inf, None, None), 0
    while time.perf_counter() < end:
        name = names[tried % len(names)]
        pipeline = known[name][0]
        if tried >= len(names):
            step = pipeline.steps[-1][0]
            pipeline.set_params(**{f"{step}__{k}": v for k, v in next(draws[name]).items()})
        score = cross_val_score(
            pipeline, x, y, scoring=scoring, cv=PredefinedSplit(folds), n_jobs=CORES).mean()
        tried += 1
        if score > best[0]:
            best = score, name, pipeline.get_params()
    name = best[1]
    model = known[name][0].set_params(**best[2])
    model.fit(x, y)
    return {"score": task.score(model, x_test, y_test), "best": name, "tried": tried}


if __name__ == "__main__":
    csv, target, positive, metric, seconds, wanted = sys.argv[1:7]
    task = Task(csv, target, positive, metric)
    # The workers of joblib start before the time begins, as Steward's virtual machine does.
    from joblib import Parallel, delayed

    Parallel(n_jobs=CORES)(delayed(time.sleep)(0.1) for _ in range(CORES))
    found = []
    for number, split in enumerate(sys.argv[7:]):
        found.append(search(task, split, float(seconds), wanted, number))
        print(found[-1], file=sys.stderr)
    print(json.dumps({"splits": found}))
