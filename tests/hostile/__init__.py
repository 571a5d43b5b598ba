"""Files made to do harm, for every reader of the program: ``python -m tests.hostile --seed 1``.

`catalogue` lists them: networks that would run code, follow paths or take gigabytes, and archives,
pictures, databases, lessons and documents that are larger inside than they look. `runner` writes
them beside a trap, a folder of files that nobody is to open, and `child` reads them in a process of
its own with the program's readers, watched for code, for files opened outside, for sockets and
processes, for time and memory. Where ``strace`` is installed, calls to the system are watched too.
"""
