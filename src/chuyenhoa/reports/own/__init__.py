"""Templates of users: files that others wrote, filled with the documented JSON of a report.

They are filled in a process of its own, in a sandbox, with limits on time, memory and output.
"""
