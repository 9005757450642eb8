#pragma once

/// The commit that the program was built from, empty where the build did not say. A constant that is never freed.
const char *tracepage_commit(void);
