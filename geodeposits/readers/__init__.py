"""Foreign tables in: each module reads one format, or one database's table, into a Dataset."""

from geodeposits.readers.csv_table import read_csv
from geodeposits.readers.geojson import read_geojson
from geodeposits.readers.geopackage import read_geopackage
from geodeposits.readers.usgs_ree import read_usgs_ree
from geodeposits.readers.workbook import read_xlsx

__all__ = ["read_csv", "read_geojson", "read_geopackage", "read_usgs_ree", "read_xlsx"]
