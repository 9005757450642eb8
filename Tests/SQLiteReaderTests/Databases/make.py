"""Makes the small databases of these tests, honest and hostile ones, with Python's own SQLite.

    python3 Tests/SQLiteReaderTests/Databases/make.py
"""

import pathlib
import shutil
import sqlite3
import struct
import tempfile

HERE = pathlib.Path(__file__).parent
PAGE = 512


def made(name, *statements):
    path = HERE / name
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path, isolation_level=None)
    database.execute(f"PRAGMA page_size={PAGE}")
    for statement in statements:
        database.execute(statement)
    database.close()
    return path


def plain():
    """Values of every type, a text over several pages, a table without row ids, odd names."""
    long = "x" * 2000
    made(
        "plain.db",
        "CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT, price REAL, raw BLOB, note)",
        f"INSERT INTO item VALUES (1, 'cup', 2.5, x'0102', NULL), (2, '{long}', 7, x'', 'last')",
        "CREATE INDEX by_name ON item (name)",
        "CREATE TABLE pair (left TEXT, right TEXT, PRIMARY KEY (left, right)) WITHOUT ROWID",
        "INSERT INTO pair VALUES ('b', '2'), ('a', '1')",
        'CREATE TABLE "it\'s ""odd""" ("a ""b""" TEXT)',
        'INSERT INTO "it\'s ""odd""" VALUES (\'found\')',
        "INSERT INTO item (id, name) VALUES (3, CAST(x'61ff62' AS TEXT))",
    )


def logged():
    """A database that a program has open: one row is in the file, one more in the log, and a change of the first."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "logged.db"
        database = sqlite3.connect(path, isolation_level=None)
        database.execute(f"PRAGMA page_size={PAGE}")
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA wal_autocheckpoint=0")
        database.execute("CREATE TABLE item (id INTEGER PRIMARY KEY, name TEXT)")
        database.execute("INSERT INTO item VALUES (1, 'old')")
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        database.execute("UPDATE item SET name = 'new'")
        database.execute(f"INSERT INTO item VALUES (2, '{'y' * 1200}')")
        database.execute("INSERT INTO item VALUES (3, 'last')")
        for ending in ["", "-wal"]:
            shutil.copyfile(f"{path}{ending}", HERE / f"logged.db{ending}")
        database.close()


def hostile():
    """A schema in which what looks like tables is not."""
    made(
        "hostile.db",
        "CREATE TABLE honest (id INTEGER PRIMARY KEY, name TEXT, "
        "size TEXT GENERATED ALWAYS AS (hex(zeroblob(200000000))) VIRTUAL)",
        "INSERT INTO honest (id, name) VALUES (1, 'one')",
        "CREATE VIEW endless AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id FROM n",
        "CREATE VIRTUAL TABLE words USING fts5(text)",
        "CREATE TRIGGER change AFTER INSERT ON honest BEGIN DELETE FROM honest; END",
    )
    # A view in the place of a table, with the page of one.
    made(
        "disguised.db",
        "CREATE TABLE honest (id)",
        "PRAGMA writable_schema=ON",
        "INSERT INTO sqlite_schema VALUES ('table', 'message', 'message', 2, 'CREATE VIEW message AS SELECT 1 AS id')",
    )


def loop():
    """Five pages whose rows are 40 million: each page of three levels names the next one 71 times."""
    path = made("loop.db", "CREATE TABLE item (id)")
    data = bytearray(path.read_bytes()[: 2 * PAGE])
    data = data[:PAGE]
    for child in (3, 4, 5):
        cells = b"".join(struct.pack(">IB", child, 1) for _ in range(71))
        start = PAGE - len(cells)
        pointers = b"".join(struct.pack(">H", start + 5 * number) for number in range(71))
        page = struct.pack(">BHHHBI", 5, 0, 71, start, 0, child) + pointers
        data += page.ljust(start, b"\0") + cells
    cells = b"".join(bytes([2, number + 1, 2, 8]) for number in range(80))
    start = PAGE - len(cells)
    pointers = b"".join(struct.pack(">H", start + 4 * number) for number in range(80))
    page = struct.pack(">BHHHB", 13, 0, 80, start, 0) + pointers
    data += page.ljust(start, b"\0") + cells
    struct.pack_into(">I", data, 28, 5)
    path.write_bytes(data)


plain()
logged()
hostile()
loop()
