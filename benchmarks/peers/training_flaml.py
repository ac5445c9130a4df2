"""FLAML for a time, on the folds that Steward used.

python training_flaml.py CSV TARGET POSITIVE METRIC SECONDS SPLIT…
"""
import json
import logging
import sys
import warnings

from flaml import AutoML
from sklearn.model_selection import PredefinedSplit

from training_data import Task

warnings.filterwarnings("ignore")
logging.disable(logging.WARNING)


def search(task, split, seconds, seed):
    x, y, folds, x_test, y_test = task.split(split)
    kind = "regression" if task.regression else "classification"
    metric = {"auc": "roc_auc", "log-loss": "log_loss", "rmse": "rmse"}[task.metric]
    automl = AutoML()
    automl.fit(
        x, y, task=kind, metric=metric, time_budget=seconds, n_jobs=2, seed=seed, eval_method="cv",
        split_type=PredefinedSplit(folds), n_splits=len(set(folds)), verbose=0)
    return {
        "score": task.score(automl, x_test, y_test),
        "best": automl.best_estimator,
        "tried": len(automl.config_history),
    }


if __name__ == "__main__":
    csv, target, positive, metric, seconds = sys.argv[1:6]
    task = Task(csv, target, positive, metric)
    found = []
    for number, split in enumerate(sys.argv[6:]):
        found.append(search(task, split, float(seconds), number))
        print(found[-1], file=sys.stderr)
    print(json.dumps({"splits": found}))
