#include <sqlite3.h>

// `sqlite3_db_config` takes its arguments by number, which Swift cannot call.
static inline int tracepage_sqlite_switch(sqlite3 *database, int option, int value) {
  return sqlite3_db_config(database, option, value, (int *)0);
}
