"""ydata-profiling in its quick (minimal) form, on one Parquet file; it checks no rules."""
import json
import sys
import time

import pandas as pd
import ydata_profiling

begin = time.perf_counter()
table = pd.read_parquet(sys.argv[1]).drop(columns="steward_row")
ydata_profiling.ProfileReport(table, minimal=True, progress_bar=False).get_description()
print(
    json.dumps(
        {
            "seconds": time.perf_counter() - begin,
            "name": f"ydata-profiling {ydata_profiling.__version__} (minimal, no rules)",
        }
    )
)
