"""Foreign tables in: each module reads one format into a Dataset."""

from geodeposits.readers.csv_table import read_csv
from geodeposits.readers.geojson import read_geojson

__all__ = ["read_csv", "read_geojson"]
