"""Articles on their way to analysts: one file of any format, a folder of Parquet, or a data frame.

filters.py      which of the store's records are wanted
copied.py       one record of each text, and where a record stands among its copies
selection.py    a sample of them, or the newest
columns.py      a record as a row of typed columns
formats.py      which writer a file's ending asks for
guard.py        where an export must not go
destination.py  a file that appears whole or not at all, on disk or behind an address such as ``s3://``
job.py          all of these together
"""
