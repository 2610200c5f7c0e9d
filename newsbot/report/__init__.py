"""The report page: how the outlets stand and what they brought, as one HTML file for people who do not read logs."""
