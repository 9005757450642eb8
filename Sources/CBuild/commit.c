#include "CBuild.h"

#ifndef TRACEPAGE_COMMIT
#define TRACEPAGE_COMMIT
#endif

#define TEXT(...) #__VA_ARGS__
#define EXPANDED(...) TEXT(__VA_ARGS__)

const char *tracepage_commit(void) { return EXPANDED(TRACEPAGE_COMMIT); }
