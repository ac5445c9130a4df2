"""Makes the tables of the training benchmark, and reads them with the splits that Steward made.

As a script: python training_data.py NAME FILE.csv
"""
import json
import sys

import numpy as np
import pandas as pd


def fair():
    """Fair's affairs: 6,366 answers (Redbook, 1974); did she have an affair?"""
    from statsmodels.datasets import fair

    table = fair.load_pandas().data
    table["target"] = np.where(table.pop("affairs") > 0, "yes", "no")
    return table


def frame(loaded):
    table = pd.DataFrame(loaded.data, columns=[f"x{i}" for i in range(loaded.data.shape[1])])
    table["target"] = loaded.target
    return table


def digits():
    from sklearn.datasets import load_digits

    table = frame(load_digits())
    table["target"] = "digit " + table["target"].astype(str)
    return table


def breast_cancer():
    from sklearn.datasets import load_breast_cancer

    table = frame(load_breast_cancer())
    table["target"] = np.where(table["target"] == 0, "yes", "no")
    return table


def diabetes():
    from sklearn.datasets import load_diabetes

    return frame(load_diabetes())


def made(x, y):
    table = pd.DataFrame(np.round(x, 6), columns=[f"x{i}" for i in range(x.shape[1])])
    table["target"] = y
    return table


def clusters():
    """20,000 rows of 30 features, of which 10 matter, in clusters; a tenth of the labels is wrong."""
    from sklearn.datasets import make_classification

    x, y = make_classification(
        20_000, 30, n_informative=10, n_redundant=5, n_clusters_per_class=4, flip_y=0.1,
        class_sep=0.8, random_state=7)
    return made(x, np.where(y == 1, "yes", "no"))


def friedman():
    """Friedman's first function: 2,000 rows of ten features, of which five matter, and noise."""
    from sklearn.datasets import make_friedman1

    x, y = make_friedman1(2_000, 10, noise=1.0, random_state=7)
    return made(x, np.round(y, 6))


class Task:
    """A table, what is to be predicted, and how the answer is judged."""

    def __init__(self, csv, target, positive, metric):
        self.table = pd.read_csv(csv)
        self.y = self.table.pop(target)
        self.positive = positive
        self.metric = metric
        self.regression = metric == "rmse"
        if positive:
            self.y = (self.y.astype(str) == positive).astype(int)
        for name in self.table.columns:
            if not pd.api.types.is_numeric_dtype(self.table[name]):
                self.table[name] = self.table[name].astype("category")

    def split(self, file):
        """Training rows, their outcomes and folds, and the rows and outcomes of the holdout."""
        folds = pd.read_csv(file).sort_values("row")["fold"].to_numpy()
        train, test = folds >= 0, folds < 0
        return (
            self.table[train].reset_index(drop=True),
            self.y[train].reset_index(drop=True),
            folds[train],
            self.table[test].reset_index(drop=True),
            self.y[test].reset_index(drop=True),
        )

    def score(self, model, x, y):
        """The metric as Steward has it: not negated."""
        from sklearn.metrics import log_loss, roc_auc_score

        if self.regression:
            return float(np.sqrt(np.mean((model.predict(x) - y) ** 2)))
        probabilities = model.predict_proba(x)
        if self.metric == "auc":
            return float(roc_auc_score(y, probabilities[:, 1]))
        return float(log_loss(y, probabilities, labels=list(model.classes_)))


TABLES = {
    "fair": fair, "digits": digits, "breast-cancer": breast_cancer, "diabetes": diabetes,
    "clusters": clusters, "friedman": friedman,
}

if __name__ == "__main__":
    TABLES[sys.argv[1]]().to_csv(sys.argv[2], index=False)
    print(json.dumps({"made": sys.argv[2]}))
