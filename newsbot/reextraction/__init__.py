"""Archived pages read again with today's rules, by all cores, one concern a file.

``shares`` cuts archives into parts, ``workers`` hands these to processes and brings the results back in order, ``pages`` is what
a process does with one, ``stories`` decides which of the articles found are lines (one a story, parts joined), ``output`` writes
them so that an interrupted run can go on, ``differences`` compares them with what is stored, ``run`` puts all of it together.
"""
