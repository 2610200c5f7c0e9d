"""The commands, one a file: the first line of its docstring is its help, ``add_arguments`` and ``run`` the rest.

These modules are all imported for ``newsbot --help``: whatever is heavy is imported in ``run``.
"""
