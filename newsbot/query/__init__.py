"""SQL over the data folder: ``database.py`` opens DuckDB on the lines where they are, ``views.py`` says what can be asked,
``output.py`` shows the answer."""
