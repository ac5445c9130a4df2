"""What a data scientist would write with pandas: a profile and twenty rules of one Parquet file."""
import json
import sys
import time

import numpy as np
import pandas as pd


def profile(table):
    facts = {}
    for name in table.columns:
        column = table[name]
        fact = {"missing": int(column.isna().sum()), "distinct": int(column.nunique())}
        fact["top"] = column.value_counts().head(50).to_dict()
        if pd.api.types.is_numeric_dtype(column):
            present = column.dropna()
            fact["quantiles"] = present.quantile([0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99]).tolist()
            fact["mean"], fact["deviation"] = float(present.mean()), float(present.std())
            fact["histogram"] = np.histogram(present, bins=20)[0].tolist()
        else:
            lengths = column.str.len()
            fact["shortest"], fact["longest"] = int(lengths.min()), int(lengths.max())
        facts[name] = fact
    numbers = table.select_dtypes("number")
    facts["correlations"] = numbers.corr().to_numpy().tolist()
    facts["duplicates"] = int(table.duplicated().sum())
    return facts


def rules(t):
    few = [f"level {i}" for i in range(12)]
    return [
        t.normal_0.isna().sum(),
        (t.normal_0 < -10).sum(),
        (t.normal_0 > 10).sum(),
        t.whole_1.isna().sum(),
        (t.whole_1 < 0).sum(),
        (t.whole_1 > 99).sum(),
        (t.skewed_2 < 0).sum(),
        t.few_3.isna().sum(),
        (~t.few_3.isin(few)).sum(),
        t.many_4.isna().sum(),
        (~t.many_4.str.fullmatch(r"item [0-9]+")).sum(),
        (t.normal_5 < -10).sum(),
        t.whole_6.isna().sum(),
        (t.whole_6 < 0).sum(),
        (t.whole_6 > 99).sum(),
        (t.skewed_7 < 0).sum(),
        t.few_8.isna().sum(),
        (~t.few_8.isin(few)).sum(),
        ((t.whole_1 > 50) & (t.skewed_2 < 0)).sum(),
        ((t.few_3 == "level 1") & (t.normal_0 > 10)).sum(),
    ]


begin = time.perf_counter()
table = pd.read_parquet(sys.argv[1]).drop(columns="steward_row")
profile(table)
broken = int(sum(rules(table)))
print(json.dumps({"seconds": time.perf_counter() - begin, "broken": broken}))
